"""The fields of the quote form: how they are named, filled beforehand and read. Money is typed in euros without VAT."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from weerbaar.portal.quotes.errors import QuoteFault
from weerbaar.portal.quotes.provider_views import AskedAction, AskedRequest, OfferedLine
from weerbaar.portal.quotes.services.submit_quote import VAT_RATES, Line, QuoteForm
from weerbaar.portal.web.provider.quote_words import fault_sentence

# 1.250,50 and 1250,50 as the Dutch write, 1,250.50 and 1250.50 as the English do. Three digits after one mark are thousands.
_DUTCH = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?\Z")
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?\Z")
_OF_LINE = {
    QuoteFault.NO_SCOPE: "scope",
    QuoteFault.TOO_LONG: "scope",
    QuoteFault.BAD_PRICE: "price",
    QuoteFault.BAD_VAT: "vat",
    QuoteFault.BAD_DAYS: "days",
}
_NAMES = ("scope", "price", "yearly", "vat", "days")
_WHOLE = {QuoteFault.BAD_VALIDITY: "valid_until", QuoteFault.TOO_LONG: "conditions", QuoteFault.NO_LINES: "lines"}


@dataclass(frozen=True, slots=True)
class Offer:
    """What is filled in beforehand for one action: from the former quote, else from a package of the provider, whose price may
    be a band.
    """

    scope: str
    price_cents: int | None
    yearly_cents: int
    vat_percent: int
    ready_in_days: int
    band_cents: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class LineFields:
    """The fields of one action as the page shows them; `errors` by the name of the field."""

    action: AskedAction
    number: int
    is_chosen: bool
    scope: str
    price: str
    yearly: str
    vat: str
    days: str
    errors: Mapping[str, str]
    band_cents: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What was sent: a form to submit, unless there are errors, by the id of the field."""

    form: QuoteForm | None
    errors: Mapping[str, list[str]]


def cents_of(text: str) -> int | None:
    """Euros as somebody types them, in cents; None when it is no amount."""
    bare = text.replace("€", "").replace("\u00a0", " ").replace(" ", "").removesuffix(",-")
    match = _DUTCH.match(bare) or _ENGLISH.match(bare)
    if match is None or len(match[1]) > 12:
        return None
    return int(re.sub(r"[.,]", "", match[1])) * 100 + int((match[2] or "0").ljust(2, "0"))


def euros(cents: int | None) -> str:
    """As it stands in a field: 1250,50; without cents when there are none."""
    if cents is None:
        return ""
    return f"{cents // 100}" + (f",{cents % 100:02d}" if cents % 100 else "")


def read_quote(data: QueryDict, asked: AskedRequest) -> Filled:
    """The form that was sent. What the service would refuse is left to it."""
    errors: dict[str, list[str]] = {}
    lines = [_read_line(data, action.id, errors) for action in asked.actions if f"want-{action.id}" in data]
    until = _day(data.get("valid_until", ""))
    if until is None:
        errors["valid_until"] = [_("Choose until which day your quote holds.")]
    if not lines:
        errors["lines"] = [fault_sentence(QuoteFault.NO_LINES)]
    if errors or until is None:
        return Filled(None, errors)
    replaces = data.get("replaces", "")
    form = QuoteForm(
        lines=tuple(line for line in lines if line is not None),
        as_a_whole="as_a_whole" in data,
        conditions=data.get("conditions", ""),
        valid_until=until,
        replaces=int(replaces) if replaces.isascii() and replaces.isdigit() and len(replaces) < 6 else None,
    )
    return Filled(form, {})


def field_of(fault: QuoteFault, requested_id: uuid.UUID | None) -> str:
    """The id of the field that a refusal is about; empty when it is about none."""
    if requested_id is not None:
        return f"{_OF_LINE.get(fault, 'price')}-{requested_id}"
    return _WHOLE.get(fault, "")


def fresh_fields(asked: AskedRequest, offers: Mapping[uuid.UUID, Offer]) -> Sequence[LineFields]:
    """The fields before anything was sent: what there is an offer for is chosen, everything when there is none."""
    return [
        _fresh(number, action, offers.get(action.id), not offers)
        for number, action in enumerate(asked.actions, start=1)
    ]


def sent_fields(data: QueryDict, asked: AskedRequest, errors: Mapping[str, list[str]]) -> Sequence[LineFields]:
    """The fields as they were sent, with what is wrong."""
    return [_sent(number, action, data, errors) for number, action in enumerate(asked.actions, start=1)]


def offers_of(lines: Sequence[OfferedLine]) -> dict[uuid.UUID, Offer]:
    """What the former quote offered."""
    return {
        line.requested_id: Offer(line.scope, line.price_cents, line.yearly_cents, line.vat_percent, line.ready_in_days)
        for line in lines
    }


def vat_choices() -> Sequence[tuple[str, str]]:
    """The rates, highest first."""
    return [(str(rate), f"{rate}%") for rate in sorted(VAT_RATES, reverse=True)]


def _fresh(number: int, action: AskedAction, offer: Offer | None, choose: bool) -> LineFields:
    return LineFields(
        action=action,
        number=number,
        is_chosen=choose or offer is not None,
        scope=offer.scope if offer else "",
        price=euros(offer.price_cents) if offer else "",
        yearly=euros(offer.yearly_cents or None) if offer else "",
        vat=str(offer.vat_percent if offer else max(VAT_RATES)),
        days=str(offer.ready_in_days) if offer else "",
        errors={},
        band_cents=offer.band_cents if offer else None,
    )


def _sent(number: int, action: AskedAction, data: QueryDict, errors: Mapping[str, list[str]]) -> LineFields:
    typed = {name: data.get(f"{name}-{action.id}", "") for name in _NAMES}
    return LineFields(
        action=action,
        number=number,
        is_chosen=f"want-{action.id}" in data,
        scope=typed["scope"],
        price=typed["price"],
        yearly=typed["yearly"],
        vat=typed["vat"],
        days=typed["days"],
        errors={name: errors[f"{name}-{action.id}"][0] for name in _NAMES if f"{name}-{action.id}" in errors},
    )


def _read_line(data: QueryDict, requested_id: uuid.UUID, errors: dict[str, list[str]]) -> Line | None:
    price = cents_of(data.get(f"price-{requested_id}", ""))
    yearly_text = data.get(f"yearly-{requested_id}", "").strip()
    yearly = cents_of(yearly_text) if yearly_text else 0
    days, vat = _number(data.get(f"days-{requested_id}", "")), _number(data.get(f"vat-{requested_id}", ""))
    for name, value, fault in (
        ("price", price, QuoteFault.BAD_PRICE),
        ("yearly", yearly, QuoteFault.BAD_PRICE),
        ("days", days, QuoteFault.BAD_DAYS),
        ("vat", vat, QuoteFault.BAD_VAT),
    ):
        if value is None:
            errors[f"{name}-{requested_id}"] = [fault_sentence(fault)]
    if not data.get(f"scope-{requested_id}", "").strip():
        errors[f"scope-{requested_id}"] = [fault_sentence(QuoteFault.NO_SCOPE)]
    if price is None or yearly is None or days is None or vat is None:
        return None
    return Line(requested_id, data.get(f"scope-{requested_id}", ""), price, yearly, vat, days)


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
