import pytest

from tests.scanner.checks.mail.builders import TIMEOUT, Case, sheet, spf
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.spf_syntax.check import run
from weerbaar.scanner.facts.mail import SPF

CASES: list[Case] = [
    ("a good record", sheet(spf("v=spf1 mx ip4:192.0.2.0/24 -all")), "valid"),
    ("an unknown mechanism", sheet(spf("v=spf1 mx ipv4:192.0.2.1 -all")), "malformed"),
    ("a mistake after all", sheet(spf("v=spf1 -all include:")), "malformed"),
    ("two redirects", sheet(spf("v=spf1 redirect=a.example redirect=b.example")), "malformed"),
    ("no record", sheet(spf()), "not-applicable"),
    ("two records", sheet(spf("v=spf1 moo", "v=spf1 -all")), "not-applicable"),
    ("no answer", sheet((SPF, TIMEOUT)), "not-determined"),
]
EVIDENCE = {
    "a good record": {"record": "v=spf1 mx ip4:192.0.2.0/24 -all"},
    "an unknown mechanism": {"part": "ipv4:192.0.2.1", "fault": "unknown-mechanism"},
    "a mistake after all": {"part": "include:", "fault": "domain"},
    "two redirects": {"part": "redirect=b.example", "fault": "repeated-modifier"},
    "no record": {"count": 0},
    "two records": {"count": 2},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
