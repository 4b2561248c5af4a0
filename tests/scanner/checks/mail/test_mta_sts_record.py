import pytest

from tests.scanner.checks.mail.builders import MX_UNSEEN, NULL_MX, TIMEOUT, WITH_MAIL, WITHOUT_MX, Case, mta_sts, sheet
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.mta_sts_record.check import run
from weerbaar.scanner.facts.mail import MTA_STS

GOOD = "v=STSv1; id=20260101T000000"
CASES: list[Case] = [
    ("a good record", sheet(mta_sts(GOOD), WITH_MAIL), "present"),
    ("a good record among others", sheet(mta_sts("hello", "v=stsv1; id=1", GOOD), WITH_MAIL), "present"),
    ("no record", sheet(mta_sts(), WITH_MAIL), "missing"),
    ("another text", sheet(mta_sts("v=spf1 -all"), WITH_MAIL), "missing"),
    ("no id", sheet(mta_sts("v=STSv1"), WITH_MAIL), "malformed"),
    ("an id with a hyphen", sheet(mta_sts("v=STSv1; id=2026-01-01"), WITH_MAIL), "malformed"),
    ("a version in other letters", sheet(mta_sts("v=STSV1; id=1"), WITH_MAIL), "malformed"),
    ("two records", sheet(mta_sts(GOOD, "v=STSv1; id=2"), WITH_MAIL), "multiple"),
    ("no MX", sheet(mta_sts(GOOD), WITHOUT_MX), "not-applicable"),
    ("a null MX", sheet((MTA_STS, TIMEOUT), NULL_MX), "not-applicable"),
    ("no answer", sheet((MTA_STS, TIMEOUT), WITH_MAIL), "not-determined"),
    ("no answer about MX", sheet(mta_sts(), MX_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "a good record": {"name": "_mta-sts.bakkerij.example", "record": GOOD},
    "a good record among others": {"record": GOOD},
    "no record": {"example": "v=STSv1; id=20261124", "hosts": ["mx.bakkerij.example"]},
    "another text": {"name": "_mta-sts.bakkerij.example"},
    "no id": {"record": "v=STSv1", "fault": "no-fields"},
    "an id with a hyphen": {"part": "id=2026-01-01", "fault": "id"},
    "a version in other letters": {"fault": "no-version"},
    "two records": {"count": 2, "records": [GOOD, "v=STSv1; id=2"]},
    "no MX": {},
    "a null MX": {},
    "no answer": {"reason": "dns-timeout"},
    "no answer about MX": {"reason": "dns-failure"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
