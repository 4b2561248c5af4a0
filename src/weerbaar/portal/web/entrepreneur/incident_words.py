"""Incidents as people read them: damage, states, who sees what, and what is refused."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from weerbaar.portal.incidents.errors import IncidentFault
from weerbaar.portal.incidents.read_routing import IncidentKind, KeptBy
from weerbaar.portal.incidents.words import Damage, IncidentState
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.web.park.texts import party_words, role_words


@dataclass(frozen=True, slots=True)
class SeenBy:
    """A line of the table that says who will see what."""

    who: str
    sees: str
    has_no_seat: bool = False


def damage_words() -> dict[Damage, str]:
    """How much was lost."""
    return {
        Damage.UNKNOWN: _("I do not know yet"),
        Damage.NONE: _("No damage"),
        Damage.TO_500: _("Up to € 500"),
        Damage.TO_5000: _("€ 500 to € 5,000"),
        Damage.TO_50000: _("€ 5,000 to € 50,000"),
        Damage.MORE: _("More than € 50,000"),
    }


def state_mark(state: IncidentState) -> tuple[str, str]:
    """The shape and the word of a state."""
    return {
        IncidentState.NEW: ("first", _("New")),
        IncidentState.TAKEN_UP: ("busy", _("Being worked on")),
        IncidentState.CLOSED: ("fine", _("Dealt with")),
    }[state]


def taker_name(word: str) -> str:
    """The party or role that took a report up."""
    if word in set(PartnerKind):
        return party_words()[PartnerKind(word)]
    return role_words()[ParkRole(word)] if word else ""


def who_sees(kind: IncidentKind, seated: Collection[PartnerKind], says_who: bool | None = None) -> list[SeenBy]:
    """Everybody who could be thought of, and what of a report of this kind they see. `says_who` is None before it is sent."""
    own = SeenBy(_("People of your company"), _("Everything you fill in here."))
    if kind.kept_by is not KeptBy.AREA:
        nothing = _("Nothing. This stays with your company.")
        return [own, *(SeenBy(who, nothing) for who in (_("Your area"), _("Municipality and police"), _("Insurer")))]
    runs = {
        True: _("Everything you fill in here, and your name."),
        False: _("Everything you fill in here, not your name."),
        None: _("Everything you fill in here. Your name only when you tick that."),
    }[says_who]
    routed = [
        SeenBy(party_words()[party], _("What it is, the day, the street and the photo."), party not in seated)
        for party in kind.route
    ]
    return [
        own,
        SeenBy(_("Park manager and process facilitator"), runs),
        *routed,
        SeenBy(_("Other parties of the area"), _("Only numbers, together with other reports.")),
        SeenBy(_("Insurer"), _("Nothing.")),
        SeenBy(_("Other companies"), _("Nothing.")),
    ]


def incident_fault(fault: IncidentFault) -> str:
    """Why a report is not kept, and what to do."""
    return {
        IncidentFault.NO_SUCH_KIND: _("Choose what happened."),
        IncidentFault.NO_AREA: _("Choose the area where it happened."),
        IncidentFault.NO_DAY: _("Fill in the day."),
        IncidentFault.DAY_AHEAD: _("That day is still to come. Fill in when it happened."),
        IncidentFault.NO_STREET: _("Fill in the street or the place."),
        IncidentFault.NO_DAMAGE: _("Choose how large the damage is. You may not know yet."),
        IncidentFault.TELLS_WHO: _(
            "This looks like a name, number plate, phone number or address of somebody. Leave it out. Tell it to the police."
        ),
        IncidentFault.TOO_LONG: _("This is too long. Write it shorter."),
        IncidentFault.NO_PHOTO: _("This is no picture that we know. Choose a JPEG, PNG or WebP."),
        IncidentFault.PHOTO_TOO_LARGE: _("This picture is too large. Choose one of at most 10 MB."),
        IncidentFault.PEOPLE_IN_PHOTO: _(
            "Look whether people or number plates can be seen. Choose another photo if they can."
        ),
        IncidentFault.TOO_MANY: _("You wrote down twenty things today. Go on tomorrow, or call the park manager."),
        IncidentFault.TOO_LATE: _("The hour is over: others work with your report now. You can still correct it."),
        IncidentFault.CLOSED: _("The area has closed this report. Nothing can be changed any more."),
        IncidentFault.NOT_NOW: _("Somebody was faster. See how it stands now."),
        IncidentFault.NOT_SAID: _("Write down what was done."),
    }[fault]
