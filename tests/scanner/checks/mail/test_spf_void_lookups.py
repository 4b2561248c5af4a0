import pytest

from tests.scanner.checks.mail.builders import TIMEOUT, Case, sheet, spf
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.spf_void_lookups.check import run
from weerbaar.scanner.facts.mail import SPF

THREE = "v=spf1 a:v1.example mx:v2.example exists:v3.example -all"
VOID = {"A v1.example": [], "MX v2.example": [], "A v3.example": []}
TWICE = "v=spf1 include:x.example include:x.example -all"
CASES: list[Case] = [
    ("all names exist", sheet(spf("v=spf1 mx -all", steps={"MX bakkerij.example": ["10 mx.example"]})), "within-limit"),
    ("two void", sheet(spf(THREE, steps={**VOID, "A v3.example": ["192.0.2.1"]})), "within-limit"),
    (
        "a name with IPv6 only is not void",
        sheet(spf(THREE, steps={**VOID, "AAAA v1.example": ["2001:db8::1"]})),
        "within-limit",
    ),
    (
        "a dead include is left to another check",
        sheet(spf("v=spf1 include:x.example -all", steps={"TXT x.example": []})),
        "within-limit",
    ),
    ("three void", sheet(spf(THREE, steps=VOID)), "too-many"),
    ("three void, in both families", sheet(spf(THREE, steps={**VOID, "AAAA v1.example": []})), "too-many"),
    (
        "void names count as often as they are included",
        sheet(spf(TWICE, steps={"TXT x.example": ["v=spf1 a:v1.example mx:v2.example"], **VOID})),
        "too-many",
    ),
    ("a malformed record", sheet(spf(THREE + " a:t", steps=VOID)), "not-applicable"),
    (
        "three void and an include without answer",
        sheet(spf("v=spf1 include:x.example" + THREE.removeprefix("v=spf1"), steps={**VOID, "TXT x.example": TIMEOUT})),
        "too-many",
    ),
    ("no record", sheet(spf()), "not-applicable"),
    ("a loop", sheet(spf("v=spf1 include:bakkerij.example -all")), "not-applicable"),
    ("two void and one without answer", sheet(spf(THREE, steps={**VOID, "A v3.example": TIMEOUT})), "not-determined"),
    ("no answer", sheet((SPF, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "all names exist": {"voids": 0, "limit": 2},
    "two void": {"voids": 2, "names": ["v1.example", "v2.example"]},
    "a name with IPv6 only is not void": {"voids": 2},
    "a dead include is left to another check": {"voids": 0},
    "three void": {"voids": 3, "names": ["v1.example", "v2.example", "v3.example"]},
    "three void, in both families": {"voids": 3},
    "void names count as often as they are included": {"voids": 4, "names": ["v1.example", "v2.example"]},
    "a malformed record": {},
    "three void and an include without answer": {"voids": 3},
    "no record": {},
    "a loop": {},
    "two void and one without answer": {"reason": "dns-timeout"},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
