"""Finds reports for who may see them, and areas for companies that take part."""

import uuid
from datetime import timedelta

from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.errors import NoSuchIncident
from weerbaar.portal.incidents.models import ParkIncident
from weerbaar.portal.incidents.policies import sight_of_one, sight_of_reports
from weerbaar.portal.incidents.read_routing import IncidentKind, load_routing
from weerbaar.portal.incidents.words import Sight
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.models import ParkMembership
from weerbaar.portal.parks.selectors import ParkView, park_of

WITHDRAWN_WITHIN = timedelta(hours=1)


def kind_of(incident_kind: str) -> IncidentKind | None:
    """The kind, or None for a word that is none."""
    return load_routing().kinds.get(incident_kind)


def takes_part(organisation_id: uuid.UUID, park_id: uuid.UUID) -> bool:
    """Whether the company takes part in the area now."""
    rows = ParkMembership.objects.filter(organisation_id=organisation_id, park_id=park_id, left_at=None)
    return rows.exists()


def reader_of(person: Person, park_id: uuid.UUID) -> tuple[ParkView, Sight]:
    """The area, and what this person sees of its reports at most.

    Raises:
        NoSuchPark: no seat.
        ParkNotAllowed: an insurer, who sees nothing.
    """
    park = park_of(person, park_id)
    sight = sight_of_reports(park.role, park.party)
    if sight is Sight.NOTHING:
        raise ParkNotAllowed
    return park, sight


def report_for(person: Person, park_id: uuid.UUID, incident_id: uuid.UUID, *, lock: bool = False) -> ParkIncident:
    """A report that this person sees, with its company.

    Raises:
        NoSuchPark, ParkNotAllowed: as above.
        NoSuchIncident: there is none, or its kind is routed to others.
    """
    park, _ = reader_of(person, park_id)
    rows = ParkIncident.objects.select_for_update() if lock else ParkIncident.objects.select_related("organisation")
    row = rows.filter(park_id=park_id, id=incident_id).first()
    kind = kind_of(row.kind) if row else None
    if row is None or sight_of_one(park.role, park.party, kind.route if kind else ()) is Sight.TOTALS:
        raise NoSuchIncident
    return row
