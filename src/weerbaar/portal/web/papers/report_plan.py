"""The plan as the report prints it: every task with its state, in groups."""

from typing import Any

from django.utils.translation import gettext as _

from weerbaar.portal.action_plans.selectors import ActionItem, Plan
from weerbaar.portal.action_plans.states import SOLVED, TO_DO, State
from weerbaar.portal.web.components.moments import plain_day
from weerbaar.portal.web.entrepreneur.plan_view import lines
from weerbaar.scanner.report.clean import clean


def plan_groups(plan: Plan) -> list[dict[str, Any]]:
    """The groups that hold something. What is not needed any more is left out."""
    groups = (
        (_("To do"), TO_DO),
        (_("Waits for proof"), {State.REPORTED}),
        (_("Decided"), {State.DECLINED, State.POSTPONED}),
        (_("Done"), SOLVED),
    )
    return [
        {
            "title": title,
            "tasks": [
                {
                    "title": clean(line.item.text.title, 120),
                    "mark": line.mark,
                    "word": line.word,
                    "who": _who(line.item),
                    "note": _note(line.item),
                }
                for line in lines(plan.in_states(states))
            ],
        }
        for title, states in groups
        if plan.in_states(states)
    ]


def effort(item: ActionItem) -> str:
    """Time, money and who does it, as far as they are known."""
    return " · ".join(part for part in (item.text.time, item.text.cost, item.text.who) if part)


def _who(item: ActionItem) -> str:
    return clean(item.supplier or item.assignee or item.text.who, 60)


def _note(item: ActionItem) -> str:
    """What is known of it besides its state: when, how much work, why not, or what shows it."""
    if item.state is State.DECLINED:
        return clean(item.reason, 400)
    if item.evidence:
        return clean(item.evidence, 400)
    if item.state not in TO_DO:
        return ""
    before = _("Before %(day)s") % {"day": plain_day(item.due_on)} if item.due_on else ""
    return " · ".join(part for part in (item.text.time, item.text.cost, before) if part)
