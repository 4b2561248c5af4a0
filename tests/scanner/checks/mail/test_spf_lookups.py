import pytest

from tests.scanner.checks.mail.builders import TIMEOUT, Case, sheet, spf
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.spf_lookups.check import run
from weerbaar.scanner.facts.mail import SPF


def hosts(count: int, before: str = "h") -> str:
    return " ".join(f"a:{before}{number}.example" for number in range(count))


def found(record: str, **records: list[str]) -> dict[str, list[str]]:
    """Every host of these records has an address; other steps as given, with `_` for the space."""
    words = " ".join([record, *(text for texts in records.values() for text in texts)]).split()
    addresses = {f"A {word[2:]}": ["192.0.2.1"] for word in words if word.startswith("a:")}
    return addresses | {f"TXT {name}.example": texts for name, texts in records.items()}


TEN = f"v=spf1 {hosts(10)} ip4:192.0.2.9 -all"
ELEVEN = f"v=spf1 {hosts(11)} -all"
NESTED = "v=spf1 include:x.example include:y.example include:x.example -all"
THREE = [f"v=spf1 {hosts(3)} ~all"]
AFTER = f"v=spf1 {hosts(10)} -all {hosts(5, 'late')} redirect=x.example"
REDIRECTED = f"v=spf1 {hosts(5)} redirect=x.example"
MX11 = [f"10 m{number}.example" for number in range(11)]
CASES: list[Case] = [
    ("no look-ups", sheet(spf("v=spf1 ip4:192.0.2.1 -all")), "within-limit"),
    ("ten", sheet(spf(TEN, steps=found(TEN))), "within-limit"),
    ("terms after all do not count", sheet(spf(AFTER, steps=found(AFTER))), "within-limit"),
    (
        "ten mail hosts behind mx",
        sheet(spf("v=spf1 mx -all", steps={"MX bakkerij.example": MX11[:10]})),
        "within-limit",
    ),
    ("macros and ptr count one each", sheet(spf("v=spf1 exists:%{i}.x.example ptr -all")), "within-limit"),
    ("eleven", sheet(spf(ELEVEN, steps=found(ELEVEN))), "too-many"),
    (
        "an include counts each time, with all below it",
        sheet(spf(NESTED, steps=found(NESTED, x=THREE, y=THREE))),
        "too-many",
    ),
    (
        "a redirect counts, with all below it",
        sheet(spf(REDIRECTED, steps=found(REDIRECTED, x=[f"v=spf1 {hosts(5, 'r')} -all"]))),
        "too-many",
    ),
    ("eleven mail hosts behind mx", sheet(spf("v=spf1 mx -all", steps={"MX bakkerij.example": MX11})), "too-many"),
    (
        "eleven, and one without answer",
        sheet(spf(ELEVEN, steps={**found(ELEVEN), "A h0.example": TIMEOUT})),
        "too-many",
    ),
    ("no record", sheet(spf()), "not-applicable"),
    ("a loop", sheet(spf("v=spf1 include:bakkerij.example -all")), "not-applicable"),
    (
        "an include without answer",
        sheet(spf("v=spf1 include:x.example -all", steps={"TXT x.example": TIMEOUT})),
        "not-determined",
    ),
    (
        "mail hosts without answer",
        sheet(spf("v=spf1 mx -all", steps={"MX bakkerij.example": TIMEOUT})),
        "not-determined",
    ),
    ("no answer", sheet((SPF, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "no look-ups": {"lookups": 0, "limit": 10},
    "ten": {"lookups": 10},
    "terms after all do not count": {"lookups": 10},
    "ten mail hosts behind mx": {"lookups": 1},
    "macros and ptr count one each": {"lookups": 2},
    "eleven": {"lookups": 11},
    "an include counts each time, with all below it": {"lookups": 12},
    "a redirect counts, with all below it": {"lookups": 11},
    "eleven mail hosts behind mx": {"lookups": 11, "crowded": ["bakkerij.example"]},
    "eleven, and one without answer": {"lookups": 11},
    "no record": {},
    "a loop": {},
    "an include without answer": {"reason": "dns-timeout"},
    "mail hosts without answer": {"reason": "dns-timeout"},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
