"""Keeps a company's list of hazardous goods, and shows it to the fire brigade: each look stands in the company's log."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.errors import GoodsFault, GoodsRefused
from weerbaar.portal.incidents.events import IncidentEvent
from weerbaar.portal.incidents.models import HazardousGood
from weerbaar.portal.incidents.plot_selectors import GoodView, goods_by_company
from weerbaar.portal.incidents.policies import may_see_goods
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.selectors import park_of

MOST_LINES = 100
_UN = re.compile(r"(?:UN ?)?(\d{4})\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GoodForm:
    """What, how much and where. `un_number` may be empty, and may begin with UN."""

    substance: str
    quantity: str
    place: str
    un_number: str = ""


def add_good(organisation_id: uuid.UUID, form: GoodForm, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """One line more; its id.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        GoodsRefused: carries why.
    """
    substance, quantity, place = (" ".join(text.split()) for text in (form.substance, form.quantity, form.place))
    typed = form.un_number.strip()
    un = _UN.match(typed)
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        if not substance:
            raise GoodsRefused(GoodsFault.NO_SUBSTANCE)
        if typed and un is None:
            raise GoodsRefused(GoodsFault.UN_NUMBER)
        if not quantity:
            raise GoodsRefused(GoodsFault.NO_QUANTITY)
        if not place:
            raise GoodsRefused(GoodsFault.NO_PLACE)
        if HazardousGood.objects.filter(organisation_id=organisation_id).count() >= MOST_LINES:
            raise GoodsRefused(GoodsFault.TOO_MANY)
        row = HazardousGood.objects.create(
            organisation_id=organisation_id,
            substance=substance[:80],
            un_number=un[1] if un else "",
            quantity=quantity[:40],
            place=place[:120],
            written_at=now or timezone.now(),
        )
        record_event(IncidentEvent.GOODS_ADDED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return row.id


def remove_good(organisation_id: uuid.UUID, good_id: uuid.UUID, *, actor: Person) -> None:
    """Take a line off the list.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        GoodsRefused: there is no such line.
    """
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        if not HazardousGood.objects.filter(organisation_id=organisation_id, id=good_id).delete()[0]:
            raise GoodsRefused(GoodsFault.NO_SUCH_LINE)
        record_event(IncidentEvent.GOODS_REMOVED, actor=actor, subject_id=good_id, organisation_id=organisation_id)


def look_at_goods(park_id: uuid.UUID, *, actor: Person) -> Sequence[tuple[str, Sequence[GoodView]]]:
    """The lists of all companies that take part and have one, by name; each company reads in its log that somebody looked.

    Raises:
        NoSuchPark: no seat.
        ParkNotAllowed: this person does not speak for the fire brigade.
    """
    with transaction.atomic():
        park = park_of(actor, park_id)
        if not may_see_goods(park.role, park.party):
            raise ParkNotAllowed
        lists = goods_by_company(park_id)
        for company in lists:
            record_event(
                IncidentEvent.GOODS_LOOKED,
                actor=actor,
                subject_id=company.organisation_id,
                organisation_id=company.organisation_id,
            )
    return [(company.name, company.goods) for company in lists]
