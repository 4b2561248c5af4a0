import pytest

from tests.scanner.checks.mail.builders import DOMAIN, TIMEOUT, Case, sheet, spf, spf_type
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.spf_form.check import run
from weerbaar.scanner.facts.mail import SPF, SPF_TYPE

GOOD = "v=spf1 mx -all"


def of_octets(count: int) -> str:
    """A record that, together with the name of the domain, has so many octets."""
    text = "v=spf1 " + " ".join(f"ip4:192.0.2.{number}" for number in range(20))
    return text + " exp=" + "x" * (count - len(DOMAIN) - len(text) - 5)


CASES: list[Case] = [
    ("short and current", sheet(spf(GOOD, "another text"), spf_type()), "sound"),
    ("just short enough", sheet(spf(of_octets(450)), spf_type()), "sound"),
    ("a byte outside ASCII is one octet", sheet(spf(of_octets(450)[:-1] + r"\xe9"), spf_type()), "sound"),
    ("a malformed record is another check's", sheet(spf("v=spf1 ptr mxx -all"), spf_type()), "sound"),
    ("ptr after all is never asked", sheet(spf("v=spf1 mx -all ptr"), spf_type()), "sound"),
    ("ptr", sheet(spf("v=spf1 ?ptr:bakkerij.example mx -all"), spf_type()), "ptr"),
    ("one octet too long", sheet(spf(of_octets(451)), spf_type()), "too-long"),
    ("the old type beside the new", sheet(spf(GOOD), spf_type(GOOD)), "old-type"),
    ("the old type alone", sheet(spf(), spf_type(GOOD)), "old-type"),
    ("Sender ID", sheet(spf(GOOD, "SPF2.0/pra mx -all"), spf_type()), "sender-id"),
    ("everything at once", sheet(spf("v=spf1 ptr -all", "spf2.0/mfrom -all"), spf_type(GOOD)), "ptr"),
    ("no record", sheet(spf("another text"), spf_type()), "not-applicable"),
    ("no answer", sheet((SPF, TIMEOUT), spf_type()), "not-determined"),
    ("no answer about the old type", sheet(spf(GOOD), (SPF_TYPE, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "short and current": {"octets": len(DOMAIN) + len(GOOD), "limit": 450, "faults": []},
    "just short enough": {"octets": 450},
    "a byte outside ASCII is one octet": {"octets": 450},
    "a malformed record is another check's": {},
    "ptr after all is never asked": {"terms": []},
    "ptr": {"terms": ["?ptr:bakkerij.example"]},
    "one octet too long": {"octets": 451},
    "the old type beside the new": {"old_records": [GOOD]},
    "the old type alone": {"old_records": [GOOD]},
    "Sender ID": {"sender_id": ["SPF2.0/pra mx -all"]},
    "everything at once": {"faults": ["ptr", "old-type", "sender-id"]},
    "no record": {"name": DOMAIN},
    "no answer": {"reason": "dns-timeout"},
    "no answer about the old type": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
