"""The texts of papers that this room can fill: the yearly evaluation and the report of the audit. A person reads them first."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from weerbaar.portal.audits.models import Audit
from weerbaar.portal.audits.words import AuditOutcome, RemarkKind, RemarkState
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.surveys.selectors import all_results_of
from weerbaar.portal.trajectories.models import Goal, Measure, MeasureStep, Trajectory
from weerbaar.portal.trajectories.services.write_paper import LONGEST
from weerbaar.portal.trajectories.words import MeasureState
from weerbaar.scanner.report.words import words
from weerbaar.scanner.vocabulary.language import Language

# In Dutch, as the papers of a trajectory: it is the language in which the file is audited.
_OUTCOMES = {
    AuditOutcome.POSITIVE: "Positief",
    AuditOutcome.WITH_CORRECTIONS: "Positief, met verbeterpunten",
    AuditOutcome.NEGATIVE: "Negatief",
}
_KINDS = {RemarkKind.MAJOR: "Groot", RemarkKind.MINOR: "Klein"}
_REMARKS = {RemarkState.OPEN: "open", RemarkState.ANSWERED: "beantwoord", RemarkState.CLOSED: "gesloten"}
_CHANGES = {"add": "Nieuw", "drop": "Gestopt", "reopen": "Weer opgepakt", "redate": "Nieuwe datum"}
_NOTHING = "Niets."
_YEAR = timedelta(days=365)


def evaluation_of(trajectory: Trajectory, today: date) -> dict[str, str]:
    """The fields of `year_evaluation` over the year until this day."""
    steps = MeasureStep.objects.filter(measure__trajectory=trajectory, at__date__gt=today - _YEAR, at__date__lte=today)
    by_day = list(steps.select_related("measure").order_by("at", "id"))
    done = Measure.objects.filter(
        trajectory=trajectory,
        state__in=[MeasureState.DONE.value, MeasureState.CHECKED.value],
        id__in=[step.measure_id for step in by_day if step.target == MeasureState.DONE.value],
    )
    return _fields(
        {
            "year": str(today.year),
            "measures_done": "\n".join(f"{row.what}: {row.evidence}" for row in done.order_by("added_at", "id")),
            "indicators_now": "\n".join(_indicators(trajectory)),
            "changes": "\n".join(
                f"{_day(timezone.localdate(step.at))}. {_CHANGES[step.verb]}: {step.measure.what}"
                + (f" ({step.text})" if step.text else "")
                for step in by_day
                if step.verb in _CHANGES
            ),
            "adopted_on": _day(today),
        }
    )


def report_of(audit: Audit) -> dict[str, str]:
    """The fields of `audit_report`."""
    remarks = [
        f"{row.number}. {_KINDS[RemarkKind(row.kind)]}, {_REMARKS[RemarkState(row.state)]}: {row.text}"
        + (f"\n   Antwoord: {row.answer}" if row.answer else "")
        for row in audit.remarks.order_by("number")
    ]
    outcome = _OUTCOMES[AuditOutcome(audit.outcome)] if audit.outcome else ""
    return _fields(
        {
            "body": audit.body,
            "date": _day(timezone.localdate(audit.concluded_at or audit.asked_at)),
            "outcome": "\n".join(part for part in (outcome, audit.explanation) if part),
            "remarks": "\n".join(remarks),
        }
    )


def _indicators(trajectory: Trajectory) -> list[str]:
    """Each goal with its baseline and its target, and beside it what the newest survey says. What nobody knows stays unsaid."""
    results = sorted(all_results_of(trajectory.park_id), key=lambda item: item.counted_on)
    newest: Mapping[str, float] = results[-1].headlines if results else {}
    names = load_safety().indicators
    lines = []
    for goal in Goal.objects.filter(trajectory=trajectory).order_by("aspect", "indicator", "id"):
        name = names[goal.indicator].name["nl"] if goal.indicator in names else goal.indicator
        now = newest.get(goal.indicator)
        parts = [
            f"begin {goal.baseline:g}" if goal.baseline is not None else "",
            f"doel {goal.target:g}" if goal.target is not None else "",
            f"nu {now:g} (enquête)" if now is not None else "nu nog niet gemeten",
        ]
        lines.append(f"{name}: {', '.join(part for part in parts if part)}")
    return lines


def _day(day: date) -> str:
    return words(Language.NL).date(day)


def _fields(texts: dict[str, str]) -> dict[str, str]:
    return {name: (text or _NOTHING)[:LONGEST] for name, text in texts.items()}
