"""What was agreed in an order, as it read when it was agreed: what the paper of both sides is made of."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from weerbaar.portal.core.actors import ProviderPerson
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.quotes.line_errors import NoSuchOrder
from weerbaar.portal.quotes.models import WorkOrder


@dataclass(frozen=True, slots=True)
class AgreedParty:
    """One of the two sides. What was not filled in is empty."""

    name: str
    kvk_number: str
    place: str


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """The work for one action. Money is in euro cents; `yearly_cents` is each later year's, without VAT."""

    title: str
    scope: str
    price_cents: int
    vat_percent: int
    vat_cents: int
    total_cents: int
    yearly_cents: int
    due_on: date


@dataclass(frozen=True)
class Agreed:
    """The agreement. Sums are those that were written down then, never counted anew."""

    number: str
    ordered_at: datetime
    company: AgreedParty
    provider: AgreedParty
    lines: tuple[AgreedLine, ...]
    conditions: str
    price_cents: int
    vat_cents: int
    total_cents: int
    yearly_cents: int


def agreed_by_company(view: OrganisationView, order_id: uuid.UUID) -> Agreed:
    """What the company agreed.

    Raises:
        NoSuchOrder: it has no such order.
    """
    return _agreed(WorkOrder.objects.filter(organisation_id=view.id, id=order_id))


def agreed_by_provider(actor: ProviderPerson, order_id: uuid.UUID) -> Agreed:
    """What the provider agreed. Who asks has been seen to belong to it.

    Raises:
        NoSuchOrder: it has no such order.
    """
    return _agreed(WorkOrder.objects.filter(provider__organisation_id=actor.organisation_id, id=order_id))


def _agreed(found: QuerySet[WorkOrder]) -> Agreed:
    row = found.first()
    if row is None:
        raise NoSuchOrder
    terms = row.terms
    return Agreed(
        number=row.number,
        ordered_at=row.ordered_at,
        company=_party(terms.get("company") or {}),
        provider=_party(terms.get("provider") or {}),
        lines=tuple(_line(line, row) for line in terms.get("lines", ())),
        conditions=str(terms.get("conditions", "")),
        price_cents=int(terms.get("price_cents", 0)),
        vat_cents=int(terms.get("vat_cents", 0)),
        total_cents=int(terms.get("total_cents", 0)),
        yearly_cents=int(terms.get("yearly_cents", 0)),
    )


def _party(told: dict[str, Any]) -> AgreedParty:
    return AgreedParty(*(str(told.get(name, "")) for name in ("name", "kvk_number", "place")))


def _line(told: dict[str, Any], row: WorkOrder) -> AgreedLine:
    due_on = told.get("due_on")
    return AgreedLine(
        title=str(told.get("title", "")),
        scope=str(told.get("scope", "")),
        price_cents=int(told.get("price_cents", 0)),
        vat_percent=int(told.get("vat_percent", 0)),
        vat_cents=int(told.get("vat_cents", 0)),
        total_cents=int(told.get("total_cents", 0)),
        yearly_cents=int(told.get("yearly_cents", 0)),
        due_on=date.fromisoformat(due_on) if due_on else timezone.localdate(row.ordered_at),
    )
