import pytest

from tests.scanner.checks.mail.builders import DOMAIN, TIMEOUT, Case, dmarc, mailbox, mailboxes, sheet
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.dmarc_mailbox.check import run
from weerbaar.scanner.facts.mail import DMARC, REPORT_MAILBOXES

OWN = f"v=DMARC1; p=none; rua=mailto:dmarc@{DOMAIN}"
BOTH = f"{OWN},mailto:x@reports.test"
HERE = mailbox(DOMAIN, "10 mx.bakkerij.example")
CASES: list[Case] = [
    ("its own mail hosts", sheet(dmarc(OWN), mailboxes(HERE)), "receives"),
    ("no MX, but an address", sheet(dmarc(OWN), mailboxes(mailbox(DOMAIN))), "receives"),
    ("both receive", sheet(dmarc(BOTH), mailboxes(HERE, mailbox("reports.test", "5 mx.test"))), "receives"),
    ("a null MX", sheet(dmarc(OWN), mailboxes(mailbox(DOMAIN, "0 ."))), "no-mail"),
    ("nothing at all", sheet(dmarc(BOTH), mailboxes(HERE, mailbox("reports.test", has_address=False))), "no-mail"),
    (
        "one dead, one without answer",
        sheet(dmarc(BOTH), mailboxes(mailbox(DOMAIN, has_address=TIMEOUT), mailbox("reports.test", "0 ."))),
        "no-mail",
    ),
    ("no record", sheet(dmarc(), mailboxes()), "not-applicable"),
    ("no address", sheet(dmarc("v=DMARC1; p=reject"), mailboxes()), "not-applicable"),
    ("two records", sheet(dmarc(OWN, BOTH), mailboxes(mailbox(DOMAIN, "0 ."))), "not-applicable"),
    ("no answer about the hosts", sheet(dmarc(OWN), mailboxes(mailbox(DOMAIN, has_address=TIMEOUT))), "not-determined"),
    ("not looked at", sheet(dmarc(OWN), mailboxes()), "not-determined"),
    ("no answer", sheet((DMARC, TIMEOUT), mailboxes()), "not-determined"),
    ("no mailboxes", sheet(dmarc(OWN), (REPORT_MAILBOXES, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "its own mail hosts": {"domains": [DOMAIN]},
    "no MX, but an address": {},
    "both receive": {"domains": [DOMAIN, "reports.test"]},
    "a null MX": {"domains": [DOMAIN], "addresses": [f"dmarc@{DOMAIN}"]},
    "nothing at all": {"domains": ["reports.test"], "addresses": ["x@reports.test"]},
    "one dead, one without answer": {"domains": ["reports.test"]},
    "no record": {},
    "no address": {},
    "two records": {},
    "no answer about the hosts": {"reason": "dns-timeout"},
    "not looked at": {"reason": "not-looked"},
    "no answer": {"reason": "dns-timeout"},
    "no mailboxes": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
