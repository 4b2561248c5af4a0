"""Holds the answers that the Basisscan fills in beside the truth about each company.

An answer is wrong when it says yes although something it rests on fails, when it says no or partly although nothing does, and
when there is one at all although something it rests on could not be measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from weerbaar.questionnaires.answers import Provenance
from weerbaar.questionnaires.prefill import Rule, Signal, load_rules, suggest
from weerbaar.scanner.checks.catalogue import catalogue

BANK = "basisscan"
# Faults that the rules count as fine for the question: the site is well secured, and something is still to be mended.
MILD = frozenset({"web.hsts/short", "tls.certificate-expiry/expires-soon"})
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FilledIn:
    """One answer that a company's scan fills in; `fault` says what the truth has against it, empty when nothing."""

    domain: str
    question: str
    choice: str
    fault: str


def filled_in(truth: Mapping[str, Sequence[str]], documents: Sequence[Mapping[str, Any]]) -> Iterator[FilledIn]:
    """Every answer in full that the scans of these companies give."""
    rules = [rule for rule in load_rules(BANK) if rule.complete and set(rule.needs) <= set(catalogue())]
    for document in documents:
        true_of = frozenset(truth.get(document["target"], ()))
        signals = [
            Signal(finding["check"], finding["outcome"], Provenance.MEASURED, _NOW)
            for finding in document["findings"]
            if finding["outcome"] != "not-determined"
        ]
        for rule in rules:
            for suggestion in suggest([rule], signals).values():
                fault = _fault(rule, suggestion.choice, true_of)
                yield FilledIn(document["target"], rule.question, suggestion.choice, fault)


def _fault(rule: Rule, choice: str, true_of: frozenset[str]) -> str:
    unseen = [check for check in rule.needs if f"{check}/not-determined" in true_of]
    if unseen:
        return f"{unseen[0]} could not be measured"
    failing = sorted(key for key in true_of - MILD if key.partition("/")[0] in rule.needs)
    if choice == "yes" and failing:
        return f"{failing[0]} fails"
    if choice in {"no", "partly"} and not failing and not any(key.startswith(_records(rule)) for key in true_of - MILD):
        return "nothing that it rests on fails"
    return ""


def _records(rule: Rule) -> tuple[str, ...]:
    """What the checks are about, such as `mail.dmarc`: a record that cannot be read is told of by another check of it."""
    return tuple({check.partition("-")[0] for check in rule.needs if "-" in check})
