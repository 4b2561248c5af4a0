import pytest

from tests.scanner.checks.mail.builders import TIMEOUT, Case, sheet, spf
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.spf_includes.check import run
from weerbaar.scanner.facts.mail import SPF

GOOD = ["v=spf1 ip4:192.0.2.1 -all"]


CASES: list[Case] = [
    ("no references", sheet(spf("v=spf1 -all")), "resolvable"),
    (
        "a good include, in other letters",
        sheet(spf("v=spf1 include:A.Example. -all", steps={"TXT a.example": GOOD})),
        "resolvable",
    ),
    (
        "the same include twice is no loop",
        sheet(
            spf(
                "v=spf1 include:a.example include:b.example -all",
                steps={"TXT a.example": ["v=spf1 include:b.example -all"], "TXT b.example": GOOD},
            )
        ),
        "resolvable",
    ),
    ("a macro is not followed", sheet(spf("v=spf1 include:%{d}.a.example ptr -all")), "resolvable"),
    ("a redirect beside all has no effect", sheet(spf("v=spf1 -all redirect=a.example")), "resolvable"),
    ("an include of itself", sheet(spf("v=spf1 include:bakkerij.example -all")), "loop"),
    (
        "a loop by a detour",
        sheet(
            spf(
                "v=spf1 include:a.example -all",
                steps={"TXT a.example": ["v=spf1 redirect=b.example"], "TXT b.example": ["v=spf1 include:a.example"]},
            )
        ),
        "loop",
    ),
    ("an include of nothing", sheet(spf("v=spf1 include:a.example -all", steps={"TXT a.example": []})), "broken"),
    (
        "an include of a text that is no SPF",
        sheet(spf("v=spf1 include:a.example -all", steps={"TXT a.example": ["hello"]})),
        "broken",
    ),
    (
        "a redirect to two records",
        sheet(spf("v=spf1 redirect=a.example", steps={"TXT a.example": ["v=spf1 -all", "v=spf1 ~all"]})),
        "broken",
    ),
    (
        "an include of a malformed record",
        sheet(spf("v=spf1 include:a.example -all", steps={"TXT a.example": ["v=spf1 moo"]})),
        "broken",
    ),
    (
        "one broken, another without answer",
        sheet(spf("v=spf1 include:a.example include:b.example", steps={"TXT a.example": TIMEOUT, "TXT b.example": []})),
        "broken",
    ),
    ("no record", sheet(spf()), "not-applicable"),
    ("a malformed record", sheet(spf("v=spf1 moo")), "not-applicable"),
    (
        "an include without answer",
        sheet(spf("v=spf1 include:a.example -all", steps={"TXT a.example": TIMEOUT})),
        "not-determined",
    ),
    ("an include that was not looked at", sheet(spf("v=spf1 include:a.example -all", cut=True)), "not-determined"),
    ("no answer", sheet((SPF, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "no references": {"names": []},
    "a good include, in other letters": {"names": ["a.example"]},
    "the same include twice is no loop": {"names": ["a.example", "b.example"]},
    "a macro is not followed": {"not_followed": ["include:%{d}.a.example"]},
    "a redirect beside all has no effect": {"names": []},
    "an include of itself": {"names": ["bakkerij.example", "bakkerij.example"]},
    "a loop by a detour": {"names": ["a.example", "b.example", "a.example"]},
    "an include of nothing": {"names": ["a.example"], "faults": {"a.example": "no-record"}},
    "an include of a text that is no SPF": {"faults": {"a.example": "no-record"}},
    "a redirect to two records": {"faults": {"a.example": "multiple"}},
    "an include of a malformed record": {"faults": {"a.example": "malformed"}},
    "one broken, another without answer": {"names": ["b.example"]},
    "no record": {},
    "a malformed record": {},
    "an include without answer": {"reason": "dns-timeout"},
    "an include that was not looked at": {"reason": "budget-spent", "source": "DNS TXT a.example"},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)


def test_a_tree_that_doubles_at_every_level_is_walked_in_no_time() -> None:
    steps = {f"TXT n{n}.example": [f"v=spf1 include:n{n + 1}.example include:n{n + 1}.example"] for n in range(40)}
    steps["TXT n40.example"] = ["v=spf1 -all"]
    assert run(sheet(spf("v=spf1 include:n0.example -all", steps=steps))).outcome == "resolvable"


def test_a_tree_without_end_is_given_up() -> None:
    steps = {f"TXT n{n}.example": [f"v=spf1 include:n{n + 1}.example"] for n in range(5_000)}
    finding = run(sheet(spf("v=spf1 include:n0.example -all", steps=steps)))
    assert (finding.outcome, finding.evidence["reason"]) == ("not-determined", "budget-spent")
