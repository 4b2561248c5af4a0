"""Reports of the tests: the bakery lies on the area of Chaima and tells it what happened."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.portal.people import Bakery, bakery
from tests.portal.trajectories.area import PARTNERS, Area, area
from weerbaar.portal.incidents.services.report_incident import IncidentForm, report_incident
from weerbaar.portal.incidents.words import Damage
from weerbaar.portal.parks.services.join_park import join_park
from weerbaar.portal.parks.words import PartnerKind

TABLE = (*PARTNERS, PartnerKind.WATER_BOARD, PartnerKind.INSURER)
BURGLARY, SUSPICION, RANSOM = "INC-BURGLARY", "INC-SUSPICION", "INC-RANSOM"


@dataclass(frozen=True)
class Place:
    """The area and the bakery on it."""

    area: Area
    bakery: Bakery

    @property
    def park_id(self) -> uuid.UUID:
        """The area."""
        return self.area.park.id

    def report(self, kind: str = BURGLARY, **told: Any) -> uuid.UUID:
        """Anna reports something to the area."""
        now = told.pop("now", None)
        return report_incident(self.bakery.id, self.park_id, kind, form(**told), actor=self.bakery.anna.person, now=now)


def form(**told: Any) -> IncidentForm:
    """What Anna fills in, unless told otherwise."""
    usual: dict[str, Any] = {
        "happened_on": timezone.localdate() - timedelta(days=1),
        "damage": Damage.TO_500,
        "police_told": True,
        "lesson": "De achterdeur had geen sterk slot",
        "street": "Meerpaal 4",
    }
    return IncidentForm(**{**usual, **told})


def place() -> Place:
    """All of it; the bakery takes part."""
    here = Place(area(partners=TABLE), bakery())
    join_park(here.bakery.id, here.park_id, actor=here.bakery.anna.person)
    return here
