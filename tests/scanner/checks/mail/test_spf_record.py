import pytest

from tests.scanner.checks.mail.builders import (
    MX_UNSEEN,
    NULL_MX,
    TIMEOUT,
    WITH_MAIL,
    WITHOUT_MX,
    Case,
    mx,
    sheet,
    spf,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.spf_record.check import run
from weerbaar.scanner.facts.mail import SPF

AT_MICROSOFT = mx("bakkerij-example.mail.protection.outlook.com")
CASES: list[Case] = [
    ("one record among other texts", sheet(spf("google-site=1", "v=spf1 mx -all"), WITH_MAIL), "present"),
    ("one record in capitals", sheet(spf("V=SPF1 MX -ALL"), WITH_MAIL), "present"),
    ("none, with mail", sheet(spf("some text"), WITH_MAIL), "missing"),
    ("none, without MX", sheet(spf(), WITHOUT_MX), "missing"),
    ("none, with a null MX", sheet(spf(), NULL_MX), "missing"),
    ("none, and who knows about mail", sheet(spf(), MX_UNSEEN), "missing"),
    ("none, with mail at Microsoft 365", sheet(spf(), AT_MICROSOFT), "missing"),
    ("a text that only looks like SPF", sheet(spf("v=spf10 -all"), WITH_MAIL), "missing"),
    ("two records", sheet(spf("v=spf1 mx -all", "v=spf1 a -all"), WITH_MAIL), "multiple"),
    ("no answer", sheet((SPF, TIMEOUT), WITH_MAIL), "not-determined"),
]
EVIDENCE = {
    "one record among other texts": {"record": "v=spf1 mx -all", "name": "bakkerij.example"},
    "one record in capitals": {"record": "V=SPF1 MX -ALL"},
    "none, with mail": {"example": "v=spf1 mx ~all"},
    "none, without MX": {"example": "v=spf1 -all"},
    "none, with a null MX": {"example": "v=spf1 -all"},
    "none, and who knows about mail": {"example": "v=spf1 mx ~all"},
    "none, with mail at Microsoft 365": {"example": "v=spf1 include:spf.protection.outlook.com ~all"},
    "a text that only looks like SPF": {"name": "bakkerij.example"},
    "two records": {"count": 2, "records": ["v=spf1 mx -all", "v=spf1 a -all"]},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
