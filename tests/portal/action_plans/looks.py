"""Looks at domains of a fictional company, and causes, for the pure part of the plan."""

import uuid
from datetime import UTC, datetime

from weerbaar.portal.action_plans.plan.causes import Cause, Look, find_causes
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.questionnaires.answers import Answer
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.scanner.checks.check import Finding

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
BAKERY, SHOP = uuid.UUID(int=1), uuid.UUID(int=2)
BANK = load_bank("basisscan")
EVIDENCE = {"host": "www.bakkerij.example"}


def look(*keys: str, target: uuid.UUID = BAKERY, run: int = 7) -> Look:
    """A run that came to just these conclusions."""
    findings = tuple(Finding(*key.split("/"), EVIDENCE) for key in keys)
    return Look(target, uuid.UUID(int=run), NOW, findings)


def causes(*looks: Look, answers: tuple[Answer, ...] = (), employees: int = 9) -> dict[str, Cause]:
    """What follows from looks and answers."""
    return find_causes(BANK, answers, employees, looks, cause_table())
