"""Walk-rounds and points as people read them: states, verbs, and what is refused."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.errors import PhotoFault, PointFault, RoundFault
from weerbaar.portal.inspections.open311.selectors import ReportView
from weerbaar.portal.inspections.open311.words import ReachFault, ReportingFault
from weerbaar.portal.inspections.point_states import PointVerb
from weerbaar.portal.inspections.selectors import PointView
from weerbaar.portal.inspections.words import EditFate, PointState, SendingState
from weerbaar.portal.web.components.maps import Pin

_PINS = {
    PointState.OPEN: Pin.OPEN,
    PointState.ASSIGNED: Pin.OPEN,
    PointState.BUSY: Pin.BUSY,
    PointState.SOLVED: Pin.SOLVED,
    PointState.VERIFIED: Pin.SOLVED,
    PointState.NOT_ACCEPTED: Pin.PLACE,
}


def state_words() -> dict[PointState, tuple[str, str]]:
    """Shape and word of each state; green only after a second pair of eyes."""
    return {
        PointState.OPEN: ("first", _("Open")),
        PointState.ASSIGNED: ("first", _("Sent to the owner")),
        PointState.BUSY: ("busy", _("Being repaired")),
        PointState.SOLVED: ("busy", _("Reported solved")),
        PointState.VERIFIED: ("fine", _("Solved and checked")),
        PointState.NOT_ACCEPTED: ("none", _("Not taken on")),
    }


def point_mark(point: PointView) -> tuple[str, str]:
    """Shape and word of a point: days late, else its state."""
    if point.days_late:
        late = ngettext("%(days)s day late", "%(days)s days late", point.days_late)
        return "first", late % {"days": point.days_late}
    return state_words()[point.state]


def point_pin(point: PointView) -> Pin:
    """How a point is drawn on the map."""
    return _PINS[point.state]


def point_name(point: PointView, language: str) -> str:
    """What was seen."""
    return load_inspection().types[point.type].name[language]


def verb_words() -> dict[PointVerb, tuple[str, str]]:
    """For each verb its button, and what has to be written with it (empty: nothing)."""
    return {
        PointVerb.SOLVE: (_("This is solved"), _("What was done?")),
        PointVerb.START: (_("We are at work on it"), ""),
        PointVerb.VERIFY: (_("I saw that it is solved"), ""),
        PointVerb.REFUSE: (_("We do not take this on"), _("Why not?")),
        PointVerb.REOPEN: (_("Open this point again"), _("Why do you open it again?")),
    }


def step_words() -> dict[str, str]:
    """What happened to a point, in the words of its history."""
    return {
        EditFate.TAKEN.value: _("Wrote down what was seen"),
        EditFate.ASIDE.value: _("Wrote this at the same time as somebody else"),
        PointVerb.SEND.value: _("Sent to the owner"),
        PointVerb.START.value: _("Began to repair it"),
        PointVerb.SOLVE.value: _("Reported it solved"),
        PointVerb.VERIFY.value: _("Saw that it is solved"),
        PointVerb.REFUSE.value: _("Did not take it on"),
        PointVerb.REOPEN.value: _("Opened it again"),
        PointVerb.GIVE.value: _("Gave it to another party"),
    }


def photo_fault(fault: PhotoFault) -> str:
    """Why a photo is not taken, and what to do."""
    return {
        PhotoFault.EMPTY: _("This photo is empty. Take it again."),
        PhotoFault.TOO_LARGE: _("This photo is larger than 12 MB. Make it smaller."),
        PhotoFault.OTHER_KIND: _("This is no photo that we can read. Use JPEG, PNG or WebP."),
        PhotoFault.BROKEN: _("This photo is damaged. Take it again."),
        PhotoFault.OTHER_HASH: _("The photo changed on its way. Send it again."),
    }[fault]


def point_fault(fault: PointFault) -> str:
    """Why a point is not taken, and what to do."""
    return {
        PointFault.UNKNOWN_TYPE: _("Choose what you see."),
        PointFault.UNKNOWN_SEVERITY: _("Choose how bad it is."),
        PointFault.UNKNOWN_PARTY: _("Choose who repairs it."),
        PointFault.UNKNOWN_FIELD: _("This kind of point has no such field."),
        PointFault.TOO_LONG: _("This text is too long. Make it shorter."),
        PointFault.NUMBER_PLATE: _("This looks like a number plate. Leave it out: we keep no plates."),
        PointFault.NO_PLACE: _("Tell where it is."),
        PointFault.NOT_ON_EARTH: _("This place does not exist. Choose it on the map again."),
        PointFault.IN_FUTURE: _("This moment is still to come. Check the clock of the phone."),
        PointFault.TOO_MANY_PHOTOS: _("A point takes at most 20 photos."),
        PointFault.NO_HASH: _("A photo has no valid number. Take it again."),
        PointFault.NO_EVIDENCE: _("Write down what was done, or add a photo."),
        PointFault.NO_REASON: _("Write down why."),
        PointFault.OWN_WORK: _("Somebody else than who solved it has to look."),
    }[fault]


def round_fault(fault: RoundFault) -> str:
    """Why a round is not taken, and what to do."""
    return {
        RoundFault.UNKNOWN_ROUND: _("Choose by day or in the dark."),
        RoundFault.UNKNOWN_PARTY: _("Choose parties from the list."),
        RoundFault.NO_ROUTE: _("Write down which route you walked."),
        RoundFault.NO_PARTICIPANTS: _("Choose who walked along."),
        RoundFault.CLOSED: _("This round is closed already."),
        RoundFault.NOT_CLOSED: _("Close the round first."),
        RoundFault.IN_FUTURE: _("This moment is still to come. Check the clock of the phone."),
        RoundFault.NUMBER_PLATE: _("This looks like a number plate. Leave it out: we keep no plates."),
        RoundFault.NO_TRAJECTORY: _("The area has not begun the KVO yet."),
    }[fault]


def sending_mark(report: ReportView) -> tuple[str, str]:
    """Shape and word of a report to the municipality's system."""
    return {
        SendingState.WAITING: ("busy", _("On its way")),
        SendingState.ASKED: ("busy", _("Reported there")),
        SendingState.ENDED: ("fine", _("Answered")),
        SendingState.GIVEN_UP: ("first", _("Did not arrive")),
    }[report.state]


def reach_fault(fault: str) -> str:
    """Why a report did not arrive, for who looks after it; empty when nothing is wrong."""
    words = {
        ReachFault.NO_ADDRESS: _("The address of the system does not exist."),
        ReachFault.INSIDE: _("The address leads into a closed network."),
        ReachFault.NOT_HTTPS: _("The system does not speak over a secure line (https)."),
        ReachFault.CERTIFICATE: _("The certificate of the system is not valid."),
        ReachFault.TOO_SLOW: _("The system took too long to answer."),
        ReachFault.NOT_REACHED: _("The system did not answer."),
        ReachFault.TOO_LARGE: _("The answer of the system was too large."),
        ReachFault.REDIRECT: _("The system pointed to another address. We do not follow that."),
        ReachFault.REFUSED: _("The system refused the report. Check the key and the codes."),
        ReachFault.TROUBLE: _("The system has trouble of its own. We try again."),
        ReachFault.NOT_READABLE: _("We could not read the answer of the system."),
        ReachFault.NO_SERVICE: _("There is no code for this kind of point."),
        ReachFault.NO_PLACE: _("This point has no place."),
        ReachFault.NO_KEY: _("We cannot read the key. Fill it in again."),
    }
    return words[ReachFault(fault)] if fault else ""


def reporting_fault(fault: ReportingFault) -> str:
    """Why a way to report is not taken, and what to do."""
    return {
        ReportingFault.NO_ADDRESS: _("Fill in the web address of the system, without a question mark."),
        ReportingFault.NOT_HTTPS: _("The address has to begin with https."),
        ReportingFault.INSIDE: _("This address leads into a closed network. Choose a public one."),
        ReportingFault.NO_KEY: _("Fill in the key that the municipality gave you."),
        ReportingFault.NO_SERVICES: _("Fill in at least one code."),
        ReportingFault.UNKNOWN_TYPE: _("Write each line as: PT-LAMP: code."),
        ReportingFault.NOT_SET_UP: _("This installation cannot keep keys yet."),
    }[fault]
