"""The rooms of a trajectory, in the order in which an area comes to them: what the page of the KVO leads to."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from weerbaar.portal.parks.selectors import ParkView


@dataclass(frozen=True, slots=True)
class Room:
    """A room: the name of its address, which takes the area alone, its name for people, and what one does there."""

    address: str
    name: str
    what: str


ROOMS: tuple[Room, ...] = (
    Room("survey-waves", _("Survey"), _("What the entrepreneurs say, without names.")),
    Room("area", _("The area"), _("Outline, companies and what you share.")),
    Room("figures", _("Figures"), _("What police, fire brigade and road authority counted.")),
    Room("park-incidents", _("What happened"), _("What companies reported, and who takes it up.")),
    Room("park-plots", _("Water and fire"), _("How deep the water comes, ways in and fire water.")),
    Room("inspection-rounds", _("Walk-rounds"), _("What you saw outside, and who repairs it.")),
    Room("analysis", _("Safety analysis"), _("All sources side by side, in plain sentences.")),
    Room("agreement-list", _("Agreements"), _("Model texts, and what was signed on paper.")),
    Room("safety-plan", _("Municipal safety plan"), _("What the council chose, and what helps it.")),
    Room("kvo-goals", _("Goals"), _("A figure of now, and the figure you want.")),
    Room("kvo-measures", _("Measures"), _("Who does what, and when is it ready?")),
    Room("meeting-list", _("Meetings"), _("What you decide becomes a task.")),
    Room("kvo-papers", _("All papers"), _("In the order of the file for the audit.")),
    Room("audit", _("File for the audit"), _("What is in it, what is missing, and the certificate.")),
    Room("audit-year", _("The year"), _("Look back once a year, and begin the next term.")),
    Room("park-participation", _("Taking part"), _("Who takes part, what it brought, and the newsletter.")),
    Room("biz", _("Investment zone (BIZ)"), _("Plan, ballot, budget and account of the levy.")),
)


def rooms_of(park: ParkView) -> list[tuple[str, str, str]]:
    """The address of each room for this area, its name, and what one does there."""
    return [
        (reverse(room.address, kwargs={"park_id": park.id}), gettext(room.name), gettext(room.what)) for room in ROOMS
    ]
