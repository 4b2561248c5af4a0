"""The states of actions, and what is refused, as people read it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.action_plans.errors import ActionFault
from weerbaar.portal.action_plans.selectors import ActionItem, StepView
from weerbaar.portal.action_plans.states import SOLVED, State, Verb
from weerbaar.portal.web.components.moments import day, plain_day


def state_mark(item: ActionItem) -> tuple[str, str]:
    """Shape and word. Green only when a measurement or evidence says so; what is late says how many days."""
    late = item.days_late
    if late:
        return "first", ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late}
    if item.state in SOLVED and item.solved_at:
        return "fine", _("Confirmed on %(day)s") % {"day": day(item.solved_at)}
    mark = "busy" if item.state in _BUSY else "none"
    return mark, _state_word(item)


def _state_word(item: ActionItem) -> str:
    if item.state in {State.OFFERED, State.ACCEPTED} and item.supplier:
        word = _("With %(who)s") if item.state is State.OFFERED else _("%(who)s does it")
        return word % {"who": item.supplier}
    if item.state is State.SELF and item.assignee:
        return _("%(who)s does it") % {"who": item.assignee}
    if item.state is State.POSTPONED and item.postponed_until:
        return _("Waits until %(day)s") % {"day": plain_day(item.postponed_until)}
    return {
        State.OPEN: _("Not started yet"),
        State.SELF: _("We do it"),
        State.OFFERED: _("With the supplier"),
        State.ACCEPTED: _("The supplier does it"),
        State.IN_PROGRESS: _("In progress"),
        State.REPORTED: _("Reported done"),
        State.DECLINED: _("Decided: we do not do this"),
        State.POSTPONED: _("Later"),
        State.LAPSED: _("Not needed any more"),
    }.get(item.state, _("Confirmed"))


_BUSY = frozenset({State.SELF, State.OFFERED, State.ACCEPTED, State.IN_PROGRESS, State.REPORTED})


def step_sentence(step: StepView) -> str:
    """What happened, in a few words; `text` and `who` stand beside it."""
    return {
        "find": _("Came into the plan"),
        Verb.TAKE: _("Will be done by somebody of the company"),
        Verb.HAND_OVER: _("Handed over"),
        Verb.ACCEPT: _("Accepted by the supplier"),
        Verb.START: _("Started"),
        Verb.REFUSE: _("Refused by the supplier"),
        Verb.TAKE_BACK: _("Taken back"),
        Verb.REPORT: _("Reported done"),
        Verb.CONTRADICT: _("A new measurement still saw it"),
        Verb.VERIFY: _("A new measurement saw that it is fixed"),
        Verb.CONFIRM: _("Confirmed with evidence"),
        Verb.SETTLE: _("The answers say that it is in order"),
        Verb.DECLINE: _("Decided not to do it"),
        Verb.POSTPONE: _("Postponed"),
        Verb.RESUME: _("Back on the list"),
        Verb.LAPSE: _("Not needed any more"),
        Verb.REOPEN: _("Opened again"),
    }.get(step.verb, step.verb)


def fault_sentence(fault: ActionFault) -> str:
    """Why something that was filled in is not taken, and what to do."""
    return {
        ActionFault.NO_REASON: _("Write in a few words why."),
        ActionFault.NO_EVIDENCE: _("Write in one sentence how you know that it is done."),
        ActionFault.NO_TEXT: _("Fill in this field."),
        ActionFault.NOT_A_COLLEAGUE: _("Choose somebody of your company."),
        ActionFault.PAST_DATE: _("Choose a day that is still to come."),
        ActionFault.FUTURE_DATE: _("Choose today or a day before."),
        ActionFault.CAN_BE_MEASURED: _("The newest measurement still sees this. First have it fixed."),
        ActionFault.NOTHING_CHOSEN: _("Choose at least one task that still has to be done."),
        ActionFault.TOO_LONG_VALID: _("Choose how long the link works: at most 90 days."),
        ActionFault.SHORT_PASSWORD: _("Use at least 8 characters, or leave the password empty."),
        ActionFault.TOO_MANY_OPEN: _("There are very many already. Close some first."),
    }[fault]
