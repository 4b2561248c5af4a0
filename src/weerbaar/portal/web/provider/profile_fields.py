"""The forms of a provider, read from what was sent. What a service would refuse is left to it."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from weerbaar.portal.knowledge.municipalities import find_municipality, municipality
from weerbaar.portal.providers.errors import Fault, ProfileRefused
from weerbaar.portal.providers.profile import MarkClaim, PackageOrder, Profile
from weerbaar.portal.web.provider.quote_fields import cents_of


def read_profile(data: QueryDict) -> Profile:
    """What was filled in. A municipality that nobody knows is kept as it was typed, and refused by its name."""
    return Profile(
        about=_text(data, "about"),
        website=_text(data, "website").removeprefix("https://").removeprefix("http://").rstrip("/"),
        email=_text(data, "email"),
        phone=_text(data, "phone"),
        municipality=_key(_text(data, "municipality")),
        everywhere="everywhere" in data,
        areas=tuple(sorted({_key(name) for name in _lines(data.get("areas", ""))})),
        categories=tuple(sorted(set(data.getlist("categories")))),
        sectors=tuple(sorted(set(data.getlist("sectors")))),
        sizes=tuple(sorted(set(data.getlist("sizes")))),
        languages=tuple(sorted(set(data.getlist("languages")))),
    )


def filled_profile(profile: Profile) -> dict[str, object]:
    """A profile as the fields of the form show it."""
    return {
        "about": profile.about,
        "website": profile.website,
        "email": profile.email,
        "phone": profile.phone,
        "municipality": _name(profile.municipality),
        "everywhere": profile.everywhere,
        "areas": "\n".join(sorted(_name(key) for key in profile.areas)),
        "categories": profile.categories,
        "sectors": profile.sectors,
        "sizes": profile.sizes,
        "languages": profile.languages,
    }


def read_package(data: QueryDict) -> PackageOrder:
    """What was filled in. Without a highest price there is one price.

    Raises:
        ProfileRefused: something is no number.
    """
    low = cents_of(data.get("price_from", ""))
    high = cents_of(data.get("price_to", "")) if data.get("price_to", "").strip() else low
    lead, warranty = _whole(data, "lead_days"), _whole(data, "warranty_days", empty=0)
    try:
        typed = data.get("hours", "").strip().replace(",", ".")
        hours = Decimal(typed).quantize(Decimal("0.01")) if typed else None
        hours_fault = None if hours is None or hours.is_finite() else Fault.BAD_HOURS
    except InvalidOperation:
        hours, hours_fault = None, Fault.BAD_HOURS
    faults = {
        "price_from": Fault.BAD_PRICE if low is None else None,
        "price_to": Fault.BAD_PRICE if high is None and low is not None else None,
        "lead_days": Fault.MISSING if lead is None else None,
        "warranty_days": Fault.BAD_DAYS if warranty is None else None,
        "hours": hours_fault,
    }
    wrong = {field: fault for field, fault in faults.items() if fault}
    if wrong or low is None or high is None or lead is None or warranty is None:
        raise ProfileRefused(wrong)
    return PackageOrder(_text(data, "cause"), _text(data, "included"), low, high, lead, hours, warranty)


def read_claim(data: QueryDict) -> MarkClaim:
    """What was filled in.

    Raises:
        ProfileRefused: the last day is no day.
    """
    typed = _text(data, "valid_until")
    try:
        until = date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise ProfileRefused({"valid_until": Fault.UNKNOWN}) from error
    return MarkClaim(
        _text(data, "mark"),
        _text(data, "holder"),
        _text(data, "scope"),
        _text(data, "number"),
        until,
        _text(data, "register_url"),
    )


def _text(data: QueryDict, name: str) -> str:
    return data.get(name, "").strip()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace(",", "\n").splitlines() if line.strip()]


def _key(name: str) -> str:
    found = find_municipality(name)
    return found.key if found else name


def _name(key: str) -> str:
    found = municipality(key)
    return found.name if found else key


def _whole(data: QueryDict, name: str, *, empty: int | None = None) -> int | None:
    text = _text(data, name)
    if not text:
        return empty
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else None
