import pytest

from tests.scanner.checks.mail.builders import TIMEOUT, Case, sheet, spf
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.spf_all.check import run
from weerbaar.scanner.facts.mail import SPF
from weerbaar.scanner.facts.sheet import FactSheet


def redirecting(*records: str) -> FactSheet:
    return sheet(spf("v=spf1 mx redirect=x.example", steps={"TXT x.example": records}))


CASES: list[Case] = [
    ("-all", sheet(spf("v=spf1 mx -all")), "fail"),
    ("-all by a redirect", redirecting("v=spf1 a -all"), "fail"),
    ("~all", sheet(spf("v=spf1 mx ~ALL")), "softfail"),
    ("?all", sheet(spf("v=spf1 mx ?all")), "neutral"),
    ("+all", sheet(spf("v=spf1 mx +all")), "pass-all"),
    ("all without a sign", sheet(spf("v=spf1 all")), "pass-all"),
    ("the whole internet", sheet(spf("v=spf1 ip4:0.0.0.0/0 -all")), "pass-all"),
    ("the whole of IPv6", sheet(spf("v=spf1 a//0 -all")), "pass-all"),
    (
        "an include that lets everybody in",
        sheet(
            spf(
                "v=spf1 include:x.example -all",
                steps={"TXT x.example": ["v=spf1 redirect=y.example"], "TXT y.example": ["v=spf1 +all"]},
            )
        ),
        "pass-all",
    ),
    ("+all by a redirect", redirecting("v=spf1 +all"), "pass-all"),
    ("+all after -all does nothing", sheet(spf("v=spf1 -all +all")), "fail"),
    (
        "an include that refuses everybody else",
        sheet(spf("v=spf1 -include:x.example ~all", steps={"TXT x.example": ["v=spf1 +all"]})),
        "softfail",
    ),
    ("no all and no redirect", sheet(spf("v=spf1 mx")), "missing"),
    ("no all behind a redirect", redirecting("v=spf1 mx"), "missing"),
    ("no record", sheet(spf()), "not-applicable"),
    ("two records", sheet(spf("v=spf1 -all", "v=spf1 +all")), "not-applicable"),
    ("a malformed record", sheet(spf("v=spf1 moo -all")), "not-applicable"),
    ("a redirect to nothing", redirecting(), "not-applicable"),
    ("a redirect to itself", sheet(spf("v=spf1 redirect=bakkerij.example")), "not-applicable"),
    (
        "a redirect without answer",
        sheet(spf("v=spf1 redirect=x.example", steps={"TXT x.example": TIMEOUT})),
        "not-determined",
    ),
    ("a redirect with a macro", sheet(spf("v=spf1 redirect=%{d}.x.example")), "not-determined"),
    ("no answer", sheet((SPF, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "-all": {"term": "-all", "record": "v=spf1 mx -all", "name": "bakkerij.example"},
    "-all by a redirect": {"term": "-all", "name": "x.example"},
    "~all": {"term": "~all"},
    "?all": {"term": "?all"},
    "+all": {"term": "+all"},
    "all without a sign": {"term": "all"},
    "the whole internet": {"term": "ip4:0.0.0.0/0"},
    "the whole of IPv6": {"term": "a//0"},
    "an include that lets everybody in": {"term": "include:x.example"},
    "+all by a redirect": {"term": "redirect=x.example"},
    "+all after -all does nothing": {"term": "-all"},
    "an include that refuses everybody else": {"term": "~all"},
    "no all and no redirect": {"name": "bakkerij.example"},
    "no all behind a redirect": {"name": "x.example"},
    "no record": {},
    "two records": {},
    "a malformed record": {},
    "a redirect to nothing": {"name": "x.example"},
    "a redirect to itself": {"name": "bakkerij.example"},
    "a redirect without answer": {"reason": "dns-timeout"},
    "a redirect with a macro": {"reason": "not-looked"},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)


def test_a_tree_that_doubles_at_every_level_is_walked_in_no_time() -> None:
    steps = {f"TXT n{n}.example": [f"v=spf1 include:n{n + 1}.example include:n{n + 1}.example"] for n in range(40)}
    assert run(sheet(spf("v=spf1 include:n0.example -all", steps=steps))).outcome == "fail"
