import pytest

from tests.scanner.checks.mail.builders import TIMEOUT, Case, dmarc, sheet
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.dmarc_syntax.check import run
from weerbaar.scanner.facts.mail import DMARC

RUA = "rua=mailto:dmarc@bakkerij.example"
CASES: list[Case] = [
    ("a good record", sheet(dmarc(f"v=DMARC1; p=reject; {RUA}")), "valid"),
    ("a part that receivers ignore", sheet(dmarc("v=DMARC1; p=reject; adkim=strict; colour=blue")), "valid"),
    ("an address without mailto", sheet(dmarc("v=DMARC1; p=reject; rua=dmarc@bakkerij.example")), "valid"),
    (
        "a good record above",
        sheet(dmarc(domain="shop.bakkerij.example", above={"bakkerij.example": ["v=DMARC1; p=reject"]})),
        "valid",
    ),
    ("two records", sheet(dmarc("v=DMARC1; p=reject", "v=DMARC1; p=none")), "multiple"),
    ("an unknown policy", sheet(dmarc("v=DMARC1; p=rejct; rua=dmarc@bakkerij.example")), "malformed"),
    ("an unknown policy that counts as none", sheet(dmarc(f"v=DMARC1; p=rejct; {RUA}")), "malformed"),
    ("an unknown policy for subdomains", sheet(dmarc(f"v=DMARC1; p=reject; sp=all; {RUA}")), "malformed"),
    ("a policy twice", sheet(dmarc("v=DMARC1; p=reject; p=none")), "malformed"),
    ("a version in other letters", sheet(dmarc("v=dmarc1; p=reject")), "malformed"),
    ("a missing semicolon", sheet(dmarc("v=DMARC1 p=reject")), "malformed"),
    ("a version and no more", sheet(dmarc("v=DMARC1")), "malformed"),
    (
        "a malformed record above",
        sheet(dmarc(domain="shop.bakkerij.example", above={"bakkerij.example": ["v=DMARC1; p=rejct"]})),
        "malformed",
    ),
    ("no record", sheet(dmarc()), "not-applicable"),
    ("no answer", sheet((DMARC, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "a good record": {"name": "_dmarc.bakkerij.example", "ignored": []},
    "a part that receivers ignore": {"ignored": ["adkim=strict"]},
    "an address without mailto": {"ignored": ["dmarc@bakkerij.example"]},
    "a good record above": {"name": "_dmarc.bakkerij.example"},
    "two records": {"count": 2, "records": ["v=DMARC1; p=reject", "v=DMARC1; p=none"]},
    "an unknown policy": {"part": "p=rejct", "fault": "policy"},
    "an unknown policy that counts as none": {"part": "p=rejct", "fault": "policy"},
    "an unknown policy for subdomains": {"part": "sp=all", "fault": "policy"},
    "a policy twice": {"part": "p=none", "fault": "repeated-tag"},
    "a version in other letters": {"fault": "no-version"},
    "a missing semicolon": {"fault": "no-version"},
    "a version and no more": {"fault": "no-policy"},
    "a malformed record above": {"name": "_dmarc.bakkerij.example", "part": "p=rejct"},
    "no record": {"name": "_dmarc.bakkerij.example"},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
