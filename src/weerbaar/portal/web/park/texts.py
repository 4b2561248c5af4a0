"""The words of areas and their people, as they are read."""

from django.utils.translation import gettext as _

from weerbaar.portal.parks.errors import JoinFault, SeatFault
from weerbaar.portal.parks.words import ParkKind, ParkRole, PartnerKind


def kind_words() -> dict[ParkKind, str]:
    """What sort of area it is."""
    return {
        ParkKind.BUSINESS: _("Business park"),
        ParkKind.SHOPPING: _("Shopping area"),
        ParkKind.RURAL: _("Rural area"),
    }


def role_words() -> dict[ParkRole, str]:
    """What somebody does for an area."""
    return {
        ParkRole.PARK_MANAGER: _("Park manager"),
        ParkRole.PROCESS_FACILITATOR: _("Process facilitator"),
        ParkRole.PARTNER: _("Partner"),
    }


def role_hints() -> dict[ParkRole, str]:
    """The same, in a sentence."""
    return {
        ParkRole.PARK_MANAGER: _("Runs the area, invites people and buys together."),
        ParkRole.PROCESS_FACILITATOR: _("Guides the work and invites people."),
        ParkRole.PARTNER: _("Works along for one party."),
    }


def party_words() -> dict[PartnerKind, str]:
    """Whom a partner speaks for."""
    return {
        PartnerKind.ASSOCIATION: _("Business association"),
        PartnerKind.MUNICIPALITY: _("Municipality"),
        PartnerKind.POLICE: _("Police"),
        PartnerKind.FIRE_BRIGADE: _("Fire brigade"),
        PartnerKind.SAFETY_REGION: _("Safety region"),
        PartnerKind.WATER_BOARD: _("Water board"),
        PartnerKind.ENVIRONMENT_SERVICE: _("Environment service"),
        PartnerKind.PROVINCE: _("Province"),
        PartnerKind.RIEC: _("RIEC (against subversive crime)"),
        PartnerKind.PVO: _("Platform for safe business (PVO)"),
        PartnerKind.PROPERTY_OWNER: _("Owner of buildings or land"),
        PartnerKind.SECURITY_FIRM: _("Security firm"),
        PartnerKind.TRADE_BODY: _("Trade body"),
        PartnerKind.GRID_OPERATOR: _("Grid operator"),
        PartnerKind.PUBLIC_PROSECUTOR: _("Public prosecutor"),
        PartnerKind.INSURER: _("Insurer"),
        PartnerKind.OTHER: _("Another party"),
    }


def seat_fault(fault: SeatFault) -> str:
    """Why a change of seats is refused, and what to do."""
    return {
        SeatFault.LAST_MANAGER: _("An area needs a manager. First invite another one."),
        SeatFault.ALREADY_SEATED: _("This person has a seat already."),
        SeatFault.ALREADY_INVITED: _("This person has an invitation already."),
        SeatFault.NO_SUCH_SEAT: _("This person has no seat here any more."),
        SeatFault.NO_PARTY: _("Choose which party this partner speaks for."),
        SeatFault.TOO_MANY_INVITATIONS: _("You have sent many invitations today. Try again tomorrow."),
    }[fault]


def join_fault(fault: JoinFault) -> str:
    """Why a company does not join, and what to do."""
    return {
        JoinFault.NO_SUCH_PARK: _("We do not know this area any more. Choose another one."),
        JoinFault.NOT_A_COMPANY: _("Only a company can take part in an area."),
    }[fault]
