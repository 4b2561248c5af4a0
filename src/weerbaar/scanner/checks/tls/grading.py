"""Grades suites and groups by the lists of the guideline, for websites and for mail hosts alike."""

from collections.abc import Iterable
from typing import NamedTuple

from weerbaar.scanner.checks.tls.guideline import guideline
from weerbaar.scanner.facts.tls_survey import DhParameters

# The sections, and the lists in each that call for no change.
_FINE = {"suites": ("good", "sufficient"), "key_exchange": ("good", "hybrid")}


class Grade(NamedTuple):
    """`outcome` is `insufficient`, `phase-out` or `strong`; `names` are those that decide it, all when nothing is weak."""

    outcome: str
    names: list[str]


def grade(section: str, names: Iterable[str]) -> Grade:
    """Grade by `suites` or `key_exchange`: what stands in no list is insufficient, and the worst decides."""
    lists, taken = guideline()[section], list(dict.fromkeys(names))
    fine = {name for kind in _FINE[section] for name in lists[kind]}
    late = [name for name in taken if name in lists["phase_out"]]
    weak = [name for name in taken if name not in fine and name not in late]
    if weak or late:
        return Grade("insufficient" if weak else "phase-out", weak or late)
    return Grade("strong", taken)


def field_name(field: DhParameters) -> str:
    """How a finite-field group is called: by RFC 7919, or as a prime of one's own."""
    return field.name or f"own prime of {field.bits} bits"
