"""The report as the result page shows it: the same document as on paper, with what a page needs besides."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from weerbaar.scanner.report.document import Mark, ReportDocument, Task

_WHO_ICON = {"self": "user", "it_supplier": "tool", "web_builder": "world", "mail_provider": "mail", "host": "server"}

# Praise is information, but it must not push the rest off the page.
_FINE_SHOWN = 10


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with its number, the word of its mark, and what stands on the button that shows steps and message."""

    task: Task
    number: int
    word: str
    icon: str
    invitation: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """`grid` are the counted points by mark, `grid_label` says the same in words. `later` are the tasks after the first.

    `fine` are the first statements of what is in order, `more_fine` the rest, which a reader may unfold.
    """

    report: ReportDocument
    sentences: tuple[str, ...]
    first: tuple[TaskView, ...]
    later: tuple[TaskView, ...]
    fine: tuple[str, ...]
    more_fine: tuple[str, ...]
    grid: tuple[tuple[str, int], ...]
    grid_label: str
    points: int


def result_view(report: ReportDocument) -> ResultView:
    """The view of a report in the report's own language."""
    words = {count.mark: count.word for count in report.counts}
    tasks = tuple(_view(task, number, words) for number, task in enumerate(report.tasks, start=1))
    counted = [count for count in report.counts if count.number and count.mark is not Mark.OFF]
    points = sum(count.number for count in counted)
    parts = ", ".join(f"{count.number} {count.word[:1].lower()}{count.word[1:]}" for count in counted)
    return ResultView(
        report=report,
        sentences=tuple(re.split(r"(?<=[.?])\s+", report.sentence)),
        first=tasks[: len(report.first)],
        later=tasks[len(report.first) :],
        fine=report.fine[:_FINE_SHOWN],
        more_fine=report.fine[_FINE_SHOWN:],
        grid=tuple((count.mark.value, count.number) for count in counted),
        grid_label=_("%(points)s points: %(parts)s") % {"points": points, "parts": parts},
        points=points,
    )


def _view(task: Task, number: int, words: dict[Mark, str]) -> TaskView:
    icon = _WHO_ICON.get(task.who_code, "user")
    return TaskView(task, number, words.get(task.mark, ""), icon, _invitation(task.who_code))


def _invitation(who: str) -> str:
    return {
        "it_supplier": _("Send to my IT supplier"),
        "web_builder": _("Send to my web builder"),
        "mail_provider": _("Send to my mail provider"),
        "host": _("Send to my hosting company"),
    }.get(who, _("Show me how"))
