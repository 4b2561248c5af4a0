"""An area with a survey: sixty establishments, some companies that take part, and answers to send in."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from tests.portal.people import Somebody, company, somebody
from tests.portal.trajectories.area import seat
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.models import Establishment, Park
from weerbaar.portal.parks.services.join_park import join_park
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.surveys.models import Wave
from weerbaar.portal.surveys.services.cast_reply import cast_reply
from weerbaar.portal.surveys.services.plan_wave import WaveForm, plan_wave
from weerbaar.portal.surveys.services.run_wave import open_wave

ESTABLISHMENTS = 60
REPLY = {
    "KS-01": ["making"],
    "KS-03": ["yes"],
    "KS-04": ["noise"],
    "KS-05": ["weekly"],
    "KS-06": ["no"],
    "KS-17": ["8"],
}


@dataclass(frozen=True)
class SurveyArea:
    """Chaima manages, Pim guides, the police looks on, Oscar belongs elsewhere."""

    park: Park
    chaima: Somebody
    pim: Somebody
    police: Somebody
    outsider: Somebody

    @property
    def manager(self) -> Person:
        """Who runs it."""
        return self.chaima.person


def survey_area() -> SurveyArea:
    """All of it, without a survey."""
    park = Park.objects.create(name="Meeuwenwaard", municipality="lindebrug")
    chaima, pim, police, outsider = (somebody(name) for name in ("chaima", "pim", "politie", "oscar"))
    seat(park, chaima, ParkRole.PARK_MANAGER)
    seat(park, pim, ParkRole.PROCESS_FACILITATOR)
    seat(park, police, ParkRole.PARTNER, PartnerKind.POLICE)
    Establishment.objects.bulk_create(Establishment(park=park, name=f"Pand {at}") for at in range(ESTABLISHMENTS))
    return SurveyArea(park, chaima, pim, police, outsider)


def join(here: SurveyArea, name: str) -> tuple[uuid.UUID, Somebody]:
    """A company that takes part in the area, and its owner."""
    owner = somebody(name)
    organisation_id = company(owner, f"Bedrijf {name}")
    join_park(organisation_id, here.park.id, actor=owner.person)
    return organisation_id, owner


def draft(here: SurveyArea, *, days: int = 21, open_link: bool = True, on: date | None = None) -> Wave:
    """A survey from today on."""
    on = on or timezone.localdate()
    form = WaveForm("Najaar", on, on + timedelta(days=days), open_link)
    return Wave.objects.get(id=plan_wave(here.park.id, form, actor=here.manager, on=on))


def opened(here: SurveyArea, *, open_link: bool = True, on: date | None = None) -> Wave:
    """A survey that people can answer."""
    wave = draft(here, open_link=open_link, on=on)
    open_wave(here.park.id, wave.id, actor=here.manager, on=on)
    wave.refresh_from_db()
    return wave


def answer(wave: Wave, number: int, reply: dict[str, list[str]] | None = None, *, on: date | None = None) -> None:
    """So many people send the same answers in."""
    for _ in range(number):
        cast_reply(wave.link_token, "", reply or REPLY, on=on)
