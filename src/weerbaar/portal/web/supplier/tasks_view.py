"""The tasks of a hand-over as their page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from weerbaar.portal.action_plans.handover_selectors import SupplierTask, SupplierTasks
from weerbaar.portal.action_plans.states import WITH_SUPPLIER, State
from weerbaar.portal.web.entrepreneur.plan_words import state_mark


@dataclass(frozen=True)
class TaskView:
    """A task with its number, shape and word. `note` says why nothing can be done with it, if so.

    `question_error`, `refusal_error` and `reply_error` say what is missing in its forms.
    """

    task: SupplierTask
    number: int
    mark: str
    word: str
    note: str
    question_error: str
    refusal_error: str
    reply_error: str
    can: frozenset[str]


def task_views(found: SupplierTasks, errors: Mapping[str, Sequence[str]]) -> list[TaskView]:
    """All tasks, in order."""
    return [_view(task, number, errors) for number, task in enumerate(found.tasks, start=1)]


def _view(task: SupplierTask, number: int, errors: Mapping[str, Sequence[str]]) -> TaskView:
    mark, word, note = _standing(task)
    return TaskView(
        task=task,
        number=number,
        mark=mark,
        word=word,
        note=note,
        question_error=errors.get(f"vraag-{task.item.id}", [""])[0],
        refusal_error=errors.get(f"weiger-{task.item.id}", [""])[0],
        reply_error=errors.get(f"antwoord-{task.item.id}", [""])[0],
        can=frozenset(verb.value for verb in task.verbs),
    )


def _standing(task: SupplierTask) -> tuple[str, str, str]:
    item = task.item
    if item.state is State.REPORTED and task.is_held:
        note = (
            _("We measure again. Only after that this task turns green.")
            if item.text.parts
            else _("Your customer confirms it.")
        )
        return "busy", _("You reported: done"), note
    if item.state in WITH_SUPPLIER and task.is_held:
        words = {State.OFFERED: ("none", _("Waits for you")), State.ACCEPTED: ("busy", _("You do this"))}
        return *words.get(item.state, ("busy", _("In progress"))), ""
    if item.state in {State.VERIFIED, State.CONFIRMED}:
        return *state_mark(item), ""
    return "none", _("No longer with you"), _("Your customer has arranged this in another way.")
