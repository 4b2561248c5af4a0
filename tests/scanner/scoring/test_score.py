"""Weights are data; what was not measured lowers the coverage and never the score."""

from typing import Any

import pytest

from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.scoring.policy import Policy, load_policy, parse_policy
from weerbaar.scanner.scoring.score import score, severity_of
from weerbaar.scanner.vocabulary.errors import InvalidPolicy
from weerbaar.scanner.vocabulary.severity import Severity
from weerbaar.scanner.vocabulary.status import Status

DATA: dict[str, Any] = {
    "id": "test",
    "version": 3,
    "weights": {"tls.certificate-trust": 6, "tls.certificate-expiry": 3, "tls.protocol-versions": 1},
    "credit": {"tls.certificate-expiry/expires-soon": 0.5},
    "severities": {"tls.protocol-versions/old-versions-offered": "HIGH"},
    "prerequisites": {"tls.protocol-versions": ["tls.certificate-trust"]},
}


def policy(**changes: Any) -> Policy:
    return parse_policy("test.toml", {**DATA, **changes})


def findings(trust: str, expiry: str, versions: str) -> list[Finding]:
    return [
        Finding("tls.certificate-trust", trust),
        Finding("tls.certificate-expiry", expiry),
        Finding("tls.protocol-versions", versions),
    ]


@pytest.mark.parametrize(
    ("outcomes", "value", "coverage"),
    [
        (("trusted", "valid", "modern"), 100, 1.0),
        (("trusted", "valid", "sufficient"), 100, 1.0),
        (("trusted", "expires-soon", "modern"), 85, 1.0),
        (("untrusted", "valid", "modern"), 40, 1.0),
        (("trusted", "expired", "old-versions-offered"), 60, 1.0),
        (("not-determined", "valid", "modern"), 100, 0.4),
        (("not-determined", "not-determined", "old-versions-offered"), 0, 0.1),
        (("not-determined", "not-determined", "not-determined"), None, 0.0),
        (("trusted", "not-applicable", "modern"), 100, 1.0),
        (("not-applicable", "not-applicable", "not-applicable"), None, 0.0),
    ],
)
def test_the_score_is_the_weighted_share_of_what_could_be_determined(
    outcomes: tuple[str, str, str], value: int | None, coverage: float
) -> None:
    result = score(findings(*outcomes), policy())
    assert (result.value, result.coverage, result.policy) == (value, coverage, "test/3")


def test_a_check_that_does_not_apply_because_another_failed_counts_as_failed() -> None:
    with_versions = score(findings("untrusted", "valid", "not-applicable"), policy())
    assert with_versions.value == 30  # 3 of 10, not 3 of 9


def test_a_check_that_the_policy_does_not_name_weighs_nothing() -> None:
    extra = [*findings("trusted", "valid", "modern"), Finding("tls.certificate-key", "weak")]
    assert score(extra, policy()).value == 100


def test_a_policy_may_override_a_severity_and_else_the_check_decides() -> None:
    old, soon = findings("trusted", "expires-soon", "old-versions-offered")[:0:-1]
    assert severity_of(old, policy()) is Severity.HIGH
    assert severity_of(soon, policy()) is Severity.MEDIUM


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"weights": {"tls.padlock": 1}}, "no check 'tls.padlock'"),
        ({"weights": {"tls.certificate-trust": 101}}, "0 to 100"),
        ({"weights": {"tls.certificate-trust": True}}, "no number"),
        ({"credit": {"tls.certificate-trust/lovely": 1}}, "no outcome"),
        ({"credit": {"tls.certificate-trust/untrusted": 2}}, "0 to 1"),
        ({"severities": {"tls.certificate-trust/untrusted": "AWFUL"}}, "no severity"),
        ({"prerequisites": {"tls.certificate-trust": ["tls.padlock"]}}, "no check"),
    ],
)
def test_a_policy_about_what_does_not_exist_refuses_to_load(changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(InvalidPolicy, match=fault):
        policy(**changes)


def test_the_policy_in_force_loads_and_weighs_every_check_that_is_out_of_preview() -> None:
    assert load_policy().name == "basic-2026/2"
    assert sum(load_policy().weights.values()) > 100


def test_a_share_or_a_prerequisite_is_of_a_check_that_weighs() -> None:
    """Else it says nothing, and nobody would notice."""
    rules = load_policy()
    named = {key.partition("/")[0] for key in rules.credit} | set(rules.prerequisites)
    assert named <= rules.weights.keys()


@pytest.mark.parametrize("key", sorted(load_policy().credit))
def test_a_share_differs_from_what_the_outcome_would_earn_without_it(key: str) -> None:
    status = outcome_of(Finding(*key.split("/"))).status
    assert load_policy().credit[key] != (1.0 if status is Status.PASS else 0.0)


def test_what_nobody_agreed_to_changes_neither_score_nor_coverage() -> None:
    passive = findings("trusted", "valid", "modern")
    assert score(passive, load_policy()).coverage == 1.0
    with_desktop = score([*passive, Finding("exposure.remote-desktop", "open")], load_policy())
    assert with_desktop.value is not None and with_desktop.value < 70


def test_a_weak_policy_for_sources_is_worth_more_than_none() -> None:
    weak = [Finding("web.csp", "present"), Finding("web.csp-quality", "scripts-open")]
    none = [Finding("web.csp", "missing"), Finding("web.csp-quality", "not-applicable")]
    strong = [Finding("web.csp", "present"), Finding("web.csp-quality", "strong")]
    values = [score(found, load_policy()).value for found in (none, weak, strong)]
    assert values == [0, 75, 100]
