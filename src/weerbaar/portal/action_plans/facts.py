"""All that a plan follows from, gathered at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from weerbaar.portal.action_plans.plan.causes import Cause, Look, find_causes
from weerbaar.portal.action_plans.plan.proof import answered_by_scan
from weerbaar.portal.action_plans.plan.table import CauseTable, cause_table
from weerbaar.portal.assessments.selectors import answers_of, bank_of
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.target_selectors import latest_results, targets_of
from weerbaar.questionnaires.answers import Answer
from weerbaar.questionnaires.bank import Bank
from weerbaar.questionnaires.prefill import load_rules
from weerbaar.scanner.scan.result import ScanResult


@dataclass(frozen=True)
class Facts:
    """`results` are the newest of each domain, by its id; `targets` are the ids of all domains, measured or not."""

    bank: Bank
    answers: Sequence[Answer]
    employees: int
    looks: Sequence[Look]
    results: Mapping[UUID, ScanResult]
    targets: Sequence[UUID]
    table: CauseTable
    causes: Mapping[str, Cause]
    by_scan: frozenset[str]


def facts_of(view: OrganisationView) -> Facts:
    """The facts of a company now."""
    bank, answers, table = bank_of(view), answers_of(view), cause_table()
    latest = latest_results(view)
    looks = [Look(target.id, run.id, result.started_at, tuple(result.findings)) for target, run, result in latest]
    return Facts(
        bank=bank,
        answers=answers,
        employees=view.employees,
        looks=looks,
        results={target.id: result for target, _run, result in latest},
        targets=[target.id for target in targets_of(view)],
        table=table,
        causes=find_causes(bank, answers, view.employees, looks, table),
        by_scan=answered_by_scan(load_rules(bank.id)),
    )
