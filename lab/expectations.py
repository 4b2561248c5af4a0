"""The ground truth: what must fail or stay undetermined, written out for every company."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from lab.table import LAB, Archetype, Company


def check_ids() -> tuple[str, ...]:
    """The checks that the truth speaks about."""
    return tuple((LAB / "checks.txt").read_text(encoding="utf-8").split())


def expected(archetype: Archetype) -> list[str]:
    """Sorted `check/outcome` of everything that must fail or stay undetermined."""
    failing = {finding.partition("/")[0] for finding in archetype.expect}
    undetermined = _matching(archetype.undetermined) - _matching(archetype.excepted) - failing
    return sorted([*archetype.expect, *(f"{check}/not-determined" for check in undetermined)])


def truth(companies: Iterable[Company]) -> dict[str, list[str]]:
    """By domain, everything expected of it."""
    return {company.domain: expected(company.archetype) for company in companies}


def _matching(patterns: Iterable[str]) -> set[str]:
    return {check for pattern in patterns for check in check_ids() if fnmatchcase(check, pattern)}
