"""Meetings as people read them: states, answers, decisions, and what is refused."""

from django.utils.translation import gettext as _

from weerbaar.portal.meetings.errors import DecisionFault, MeetingFault, MinutesFault
from weerbaar.portal.meetings.patterns.read_patterns import load_patterns
from weerbaar.portal.meetings.selectors import MeetingCard
from weerbaar.portal.meetings.words import Answer, DecisionKind, MeetingState, Source


def pattern_name(pattern: str, language: str) -> str:
    """What kind of meeting it is."""
    known = load_patterns().get(pattern)
    return known.title[language] if known else pattern


def meeting_mark(card: MeetingCard) -> tuple[str, str]:
    """Shape and word of a meeting."""
    if card.state is MeetingState.HELD:
        return ("better", _("Held, minutes to approve")) if card.waits else ("fine", _("Held"))
    return {
        MeetingState.PLANNED: ("busy", _("Planned")),
        MeetingState.CANCELLED: ("none", _("Called off")),
    }[card.state]


def answer_mark(answer: Answer) -> tuple[str, str]:
    """Shape and word of what somebody said."""
    return {
        Answer.NONE: ("none", _("No answer yet")),
        Answer.COMES: ("fine", _("Comes")),
        Answer.NOT: ("none", _("Does not come")),
    }[answer]


def source_word(source: Source) -> str:
    """Where a point of the agenda comes from."""
    return {
        Source.MEASURE: _("A measure"),
        Source.POINT: _("Point of a walk-round"),
        Source.FIGURES: _("New figures"),
        Source.PAPER: _("Paper"),
        Source.MINUTES: _("Minutes"),
        Source.OWN: _("Own point"),
    }[source]


def decision_words() -> dict[DecisionKind, tuple[str, str]]:
    """For each kind its name, and what one writes with it."""
    return {
        DecisionKind.DONE: (_("Done"), _("Write down the evidence: a photo, a document or a measurement.")),
        DecisionKind.REDATE: (_("New date"), _("Owner and reason stand in the minutes.")),
        DecisionKind.STOP: (_("Stop"), _("Write down why.")),
        DecisionKind.AGREE: (_("Agree on it"), _("The measure becomes a task.")),
        DecisionKind.TASK: (_("New task"), ""),
        DecisionKind.OTHER: (_("Other decision"), _("Write down what you decide.")),
        DecisionKind.MINUTES: (_("Minutes approved"), ""),
    }


def meeting_fault(fault: MeetingFault) -> tuple[str, str]:
    """The field, and why it is not taken."""
    return {
        MeetingFault.NO_MOMENT: ("day", _("Fill in the day, and from when to when.")),
        MeetingFault.ENDS_BEFORE: ("end", _("The meeting ends before it begins. Choose a later end.")),
        MeetingFault.TOO_LONG: ("end", _("A meeting takes twelve hours at most.")),
        MeetingFault.NO_PLACE: ("place", _("Fill in where you meet, or a link.")),
        MeetingFault.BAD_LINK: ("link", _("Fill in a link that begins with https://.")),
        MeetingFault.UNKNOWN_PATTERN: ("pattern", _("Choose what kind of meeting it is.")),
        MeetingFault.NOT_PLANNED: ("meeting", _("This meeting is over, or it decided something already.")),
        MeetingFault.NOT_YET: ("present", _("The meeting has not begun yet.")),
        MeetingFault.TOO_FEW: ("present", _("Choose at least two people who were there.")),
        MeetingFault.NOT_INVITED: ("answer", _("You were not invited to this meeting.")),
        MeetingFault.NO_TEXT: ("point", _("Write down what you want to talk about.")),
    }[fault]


def decision_fault(fault: DecisionFault) -> tuple[str, str]:
    """The field, and why the decision is not taken."""
    return {
        DecisionFault.CLOSED: ("text", _("This meeting is over. The next one can decide.")),
        DecisionFault.NOT_YET: ("text", _("You can record decisions from the day of the meeting on.")),
        DecisionFault.NO_TEXT: ("text", _("Write down what you decide.")),
        DecisionFault.NO_MEASURE: ("text", _("Choose which measure this is about.")),
        DecisionFault.NO_MINUTES: ("text", _("Approve the minutes at their own point.")),
    }[fault]


def minutes_fault(fault: MinutesFault) -> tuple[str, str]:
    """The field, and why it is not taken."""
    return {
        MinutesFault.NOT_HELD: ("text", _("There are no minutes yet. First close the meeting.")),
        MinutesFault.NOT_SENT: ("text", _("The minutes were not sent yet.")),
        MinutesFault.APPROVED: ("text", _("These minutes were approved. They stay as they are.")),
        MinutesFault.NO_TEXT: ("text", _("Write down what should be corrected.")),
        MinutesFault.NOT_LATER: ("text", _("Only a later meeting approves these minutes.")),
        MinutesFault.OTHER_TEXT: ("text", _("The minutes changed since you saw them. Read them again.")),
    }[fault]
