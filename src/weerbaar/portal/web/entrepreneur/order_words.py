"""The states of ordered work, what happened to it and what is refused, as people of both sides read it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.action_plans.sight import Sight
from weerbaar.portal.quotes.line_errors import LineFault
from weerbaar.portal.quotes.line_states import LineVerb
from weerbaar.portal.quotes.order_views import WorkLine, WorkStep
from weerbaar.portal.quotes.services.end_abandoned import COMPANY_GONE, PROVIDER_GONE
from weerbaar.portal.quotes.words import LineState, Side
from weerbaar.portal.web.components.moments import day


def line_mark(line: WorkLine) -> tuple[str, str]:
    """Shape and word. Green only when a later measurement or evidence says so; what is late says how many days."""
    if line.state is LineState.VERIFIED and line.solved_at:
        return "fine", _("Measured good on %(day)s") % {"day": day(line.solved_at)}
    if line.state is LineState.CONFIRMED and line.solved_at:
        return "fine", _("Confirmed on %(day)s") % {"day": day(line.solved_at)}
    if line.state is LineState.SENT_BACK:
        return "first", _("Not good yet")
    late = line.days_late
    if late:
        return "first", ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late}
    return {
        LineState.ORDERED: ("none", _("Not started yet")),
        LineState.IN_PROGRESS: ("busy", _("In progress")),
        LineState.DELIVERED: ("busy", _("Reported done")),
        LineState.DISPUTED: ("better", _("You disagree")),
        LineState.SETTLED: ("off", _("Ended together")),
        LineState.CANCELLED: ("off", _("Cancelled")),
    }.get(line.state, ("fine", _("Confirmed")))


def line_note(line: WorkLine, side: Side) -> str:
    """What happens now, and who has to do something. Empty when nothing does."""
    if line.reopened_at:
        return _("It came back: on %(day)s two measurements saw it again.") % {"day": day(line.reopened_at)}
    mine = side is Side.COMPANY
    if line.state is LineState.SENT_BACK:
        if mine:
            return _("A new measurement still saw it. The provider works on it further.")
        return _("A new measurement still saw it. Below you see what, and when we looked.")
    if line.state is LineState.DELIVERED:
        return _waiting(line.sight, mine)
    if line.state is LineState.ORDERED and mine:
        return _("The provider starts. You need to do nothing.")
    return ""


def _waiting(sight: Sight | None, mine: bool) -> str:
    if sight is Sight.BLIND:
        if mine:
            return _("A measurement cannot see this. Write down how you know that it is done.")
        return _("A measurement cannot see this. Your customer confirms it.")
    return _("We measure again. Only after that it turns green.")


def step_words(step: WorkStep) -> str:
    """What happened, in a few words."""
    return {
        "order": _("Ordered"),
        LineVerb.START: _("Started"),
        LineVerb.DELIVER: _("Reported done"),
        LineVerb.VERIFY: _("A new measurement saw that it is fixed"),
        LineVerb.SEND_BACK: _("A new measurement still saw it"),
        LineVerb.CONFIRM: _("Confirmed with evidence"),
        LineVerb.CANCEL: _("Cancelled"),
        LineVerb.DISPUTE: _("Does not agree"),
        LineVerb.SETTLE: _("Ended together"),
    }.get(step.verb, step.verb)


def step_text(step: WorkStep) -> str:
    """What was written with it; what our own process did has a reason in words."""
    return {
        COMPANY_GONE: _("The company is not at Weerbaar any more."),
        PROVIDER_GONE: _("The provider is not at Weerbaar any more."),
    }.get(step.text, step.text)


def line_fault(fault: LineFault) -> str:
    """Why something that was filled in is not taken, and what to do."""
    return {
        LineFault.NO_REASON: _("Write in a few words why."),
        LineFault.NO_TEXT: _("Fill in this field."),
        LineFault.NO_EVIDENCE: _("Write in one sentence how you know that it is done."),
        LineFault.FUTURE_DATE: _("Choose today or a day before."),
        LineFault.CAN_BE_MEASURED: _("A measurement can see this. Wait for the next one."),
        LineFault.NOT_YOURS_TO_ANSWER: _("The other side answers this, once."),
        LineFault.NOTHING_PROPOSED: _("There is no proposal of the other side yet."),
    }[fault]
