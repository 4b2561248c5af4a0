import pytest

from tests.scanner.certificates import authority, leaf
from tests.scanner.checks.mail.builders import (
    DOMAIN,
    HOST,
    HOSTS_UNSEEN,
    OTHER,
    TIMEOUT,
    Case,
    encrypts,
    garbles,
    host,
    hosts,
    key_record,
    plain,
    sheet,
    silent,
    tlsa,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.dane_match.check import run

LEAF = leaf(hosts=(HOST,))
NEXT = leaf(hosts=(HOST,), common_name="next")
FOR_DOMAIN = leaf(hosts=(DOMAIN,))
ELSEWHERE = leaf(hosts=("localhost",))
OWN = tlsa(key_record(3, LEAF))
WRONG = tlsa(key_record(3, NEXT))
BY_AUTHORITY = tlsa(key_record(2, authority()))
served = encrypts(LEAF, authority())
CASES: list[Case] = [
    ("its own key", sheet(hosts(host(served, dane=OWN))), "match"),
    (
        "the next key beside it",
        sheet(hosts(host(served, dane=tlsa(key_record(3, NEXT), key_record(3, LEAF))))),
        "match",
    ),
    ("its authority", sheet(hosts(host(served, dane=BY_AUTHORITY))), "match"),
    (
        "its authority, in the name of the domain",
        sheet(hosts(host(encrypts(FOR_DOMAIN, authority()), dane=BY_AUTHORITY))),
        "match",
    ),
    ("one matches, one is busy", sheet(hosts(host(served, dane=OWN), host(silent(), name=OTHER, dane=OWN))), "match"),
    ("one matches, one has no record", sheet(hosts(host(served, dane=OWN), host(served, name=OTHER))), "match"),
    ("another key", sheet(hosts(host(served, dane=WRONG))), "mismatch"),
    (
        "one matches, one does not",
        sheet(hosts(host(served, dane=OWN), host(served, name=OTHER, dane=WRONG))),
        "mismatch",
    ),
    (
        "its authority, with another name",
        sheet(hosts(host(encrypts(ELSEWHERE, authority()), dane=BY_AUTHORITY))),
        "mismatch",
    ),
    (
        "another key, and a usage that mail ignores",
        sheet(hosts(host(served, dane=tlsa(key_record(3, NEXT), key_record(1, LEAF))))),
        "mismatch",
    ),
    ("no mail", sheet(hosts()), "not-applicable"),
    ("no record", sheet(hosts(host(served))), "not-applicable"),
    (
        "another key in an unsigned zone",
        sheet(hosts(host(served, dane=tlsa(key_record(3, NEXT), secure=False)))),
        "not-applicable",
    ),
    ("no encryption", sheet(hosts(host(plain(), dane=OWN))), "not-applicable"),
    ("busy", sheet(hosts(host(silent(), dane=OWN))), "not-determined"),
    ("the handshake fails", sheet(hosts(host(garbles(), dane=OWN))), "not-determined"),
    ("no answer about the record", sheet(hosts(host(served, dane=TIMEOUT))), "not-determined"),
    (
        "a resolver that does not validate",
        sheet(hosts(host(served, dane=tlsa(key_record(3, LEAF), secure=None)))),
        "not-determined",
    ),
    ("no answer about the hosts", sheet(HOSTS_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "its own key": {"hosts": [HOST]},
    "the next key beside it": {"hosts": [HOST]},
    "its authority": {"hosts": [HOST]},
    "its authority, in the name of the domain": {"hosts": [HOST]},
    "one matches, one is busy": {"hosts": [HOST], "not_measured": {OTHER: "busy"}},
    "one matches, one has no record": {"hosts": [HOST], "not_measured": None},
    "another key": {"hosts": [HOST]},
    "one matches, one does not": {"hosts": [OTHER]},
    "its authority, with another name": {"hosts": [HOST]},
    "another key, and a usage that mail ignores": {"hosts": [HOST]},
    "no mail": {},
    "no record": {},
    "another key in an unsigned zone": {},
    "no encryption": {},
    "busy": {"reason": "busy"},
    "the handshake fails": {"reason": "tls-failed"},
    "no answer about the record": {"reason": "dns-timeout"},
    "a resolver that does not validate": {"reason": "not-validating"},
    "no answer about the hosts": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
