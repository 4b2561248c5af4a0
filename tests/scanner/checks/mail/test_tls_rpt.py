import pytest

from tests.scanner.checks.mail.builders import MX_UNSEEN, NULL_MX, TIMEOUT, WITH_MAIL, WITHOUT_MX, Case, sheet, tls_rpt
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.tls_rpt.check import run
from weerbaar.scanner.facts.mail import TLS_RPT

GOOD = "v=TLSRPTv1; rua=mailto:tls@bakkerij.example"
CASES: list[Case] = [
    ("a good record", sheet(tls_rpt(GOOD), WITH_MAIL), "present"),
    ("no record", sheet(tls_rpt(), WITH_MAIL), "missing"),
    ("another text", sheet(tls_rpt("v=spf1 -all"), WITH_MAIL), "missing"),
    ("an address without mailto", sheet(tls_rpt("v=TLSRPTv1; rua=tls@bakkerij.example"), WITH_MAIL), "malformed"),
    ("a missing semicolon", sheet(tls_rpt("v=TLSRPTv1 rua=mailto:tls@bakkerij.example"), WITH_MAIL), "malformed"),
    ("two records", sheet(tls_rpt(GOOD, GOOD.replace("tls@", "x@")), WITH_MAIL), "multiple"),
    ("no MX", sheet(tls_rpt(), WITHOUT_MX), "not-applicable"),
    ("a null MX", sheet(tls_rpt(GOOD), NULL_MX), "not-applicable"),
    ("no answer", sheet((TLS_RPT, TIMEOUT), WITH_MAIL), "not-determined"),
    ("no answer about MX", sheet(tls_rpt(GOOD), MX_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "a good record": {"addresses": ["mailto:tls@bakkerij.example"]},
    "no record": {"name": "_smtp._tls.bakkerij.example", "example": GOOD},
    "another text": {"name": "_smtp._tls.bakkerij.example"},
    "an address without mailto": {"part": "tls@bakkerij.example", "fault": "no-scheme"},
    "a missing semicolon": {"fault": "no-version"},
    "two records": {"count": 2},
    "no MX": {},
    "a null MX": {},
    "no answer": {"reason": "dns-timeout"},
    "no answer about MX": {"reason": "dns-failure"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
