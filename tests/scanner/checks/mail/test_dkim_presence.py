import pytest

from tests.scanner.checks.mail.builders import (
    MX_UNSEEN,
    NULL_MX,
    TIMEOUT,
    WITH_MAIL,
    WITHOUT_MX,
    Case,
    dkim,
    sheet,
    spf,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.dkim_presence.check import run
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.mail import DKIM, SPF

SENDS = spf("v=spf1 mx -all")
SENDS_NOTHING = spf("v=spf1  -ALL")
KEY = {"default": ["v=DKIM1; p="]}
ABSENT = dkim(parent=AnswerKind.NO_NAME)
CASES: list[Case] = [
    ("a key", sheet(dkim(KEY), WITH_MAIL, SENDS), "found"),
    ("a key below a name that should not exist", sheet(dkim(KEY, AnswerKind.NO_NAME), WITH_MAIL, SENDS), "found"),
    ("a key that cannot be read", sheet(dkim({"default": ["v=DKIM1; p=?"]}), WITH_MAIL, SENDS), "found"),
    ("a key, and nobody knows about mail", sheet(dkim(KEY), MX_UNSEEN, (SPF, TIMEOUT)), "found"),
    ("nothing at known names", sheet(dkim(), WITH_MAIL, SENDS), "hinted"),
    ("a record at the parent", sheet(dkim(parent=AnswerKind.RECORDS), WITH_MAIL, SENDS), "hinted"),
    ("the answer of a wildcard", sheet(dkim({"default": ["v=spf1 -all"]}), WITH_MAIL, SENDS), "hinted"),
    ("nothing at all", sheet(ABSENT, WITH_MAIL, SENDS), "missing"),
    ("nothing at all, and no MX", sheet(ABSENT, WITHOUT_MX, spf()), "not-applicable"),
    ("a null MX", sheet(ABSENT, NULL_MX, SENDS), "not-applicable"),
    ("an SPF record that refuses all", sheet(ABSENT, WITHOUT_MX, SENDS_NOTHING), "not-applicable"),
    ("a null MX is enough to know", sheet((DKIM, TIMEOUT), NULL_MX, (SPF, TIMEOUT)), "not-applicable"),
    ("nothing, and who knows about MX", sheet(ABSENT, MX_UNSEEN, SENDS), "not-determined"),
    ("nothing, and who knows about SPF", sheet(ABSENT, WITH_MAIL, (SPF, TIMEOUT)), "not-determined"),
    ("no answer", sheet((DKIM, TIMEOUT), WITH_MAIL, SENDS), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "a key": {"selectors": ["default"]},
    "a key below a name that should not exist": {"selectors": ["default"]},
    "a key that cannot be read": {"selectors": ["default"]},
    "a key, and nobody knows about mail": {"selectors": ["default"]},
    "nothing at known names": {"name": "_domainkey.bakkerij.example"},
    "a record at the parent": {"name": "_domainkey.bakkerij.example"},
    "the answer of a wildcard": {"name": "_domainkey.bakkerij.example"},
    "nothing at all": {"name": "_domainkey.bakkerij.example", "asked": ["default", "selector1"]},
    "nothing at all, and no MX": {},
    "a null MX": {},
    "an SPF record that refuses all": {},
    "a null MX is enough to know": {},
    "nothing, and who knows about MX": {"reason": "dns-failure"},
    "nothing, and who knows about SPF": {"reason": "dns-timeout"},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
