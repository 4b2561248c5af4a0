"""What both sides agreed, as it read when they did: plain values that outlive request, quote, company and provider.

`company` and `provider`: name, number at the Chamber of Commerce, place, and for a supplier without an account the name alone.
`lines`: title, scope, price, rate, days. Money is in euro cents; sums are of whole cents per line, VAT rounded half up per line.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.quotes.models import Quote, QuoteLine, RequestInvitation

EDITION = 1


def vat_cents(price_cents: int, vat_percent: int) -> int:
    """The VAT on a price, rounded half up to whole cents."""
    return int((Decimal(price_cents) * vat_percent / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def terms_of(quote: Quote, lines: Sequence[QuoteLine], company: Organisation, now: datetime) -> dict[str, Any]:
    """The agreement about these lines of a quote."""
    told = [_line(line, now) for line in lines]
    return {
        "edition": EDITION,
        "agreed_at": now.isoformat(),
        "company": _organisation(company),
        "provider": _provider(quote.invitation),
        "quote": {"id": str(quote.id), "version": quote.version, "submitted_at": quote.submitted_at.isoformat()},
        "as_a_whole": quote.as_a_whole,
        "conditions": quote.conditions,
        "lines": told,
        **_sums(told),
    }


def _line(line: QuoteLine, now: datetime) -> dict[str, Any]:
    vat = vat_cents(line.price_cents, line.vat_percent)
    return {
        "cause": line.requested.cause,
        "title": line.requested.title,
        "scope": line.scope,
        "price_cents": line.price_cents,
        "vat_percent": line.vat_percent,
        "vat_cents": vat,
        "total_cents": line.price_cents + vat,
        "yearly_cents": line.yearly_cents,
        "ready_in_days": line.ready_in_days,
        "due_on": (timezone.localdate(now) + timedelta(days=line.ready_in_days)).isoformat(),
    }


def _sums(lines: Iterable[dict[str, Any]]) -> dict[str, int]:
    told = list(lines)
    return {
        "price_cents": sum(line["price_cents"] for line in told),
        "vat_cents": sum(line["vat_cents"] for line in told),
        "total_cents": sum(line["total_cents"] for line in told),
        "yearly_cents": sum(line["yearly_cents"] for line in told),
    }


def _organisation(row: Organisation) -> dict[str, str]:
    return {"id": str(row.id), "name": row.name, "kvk_number": row.kvk_number, "place": row.place}


def _provider(invitation: RequestInvitation) -> dict[str, str]:
    if invitation.provider is None:
        return {"id": "", "name": invitation.supplier, "kvk_number": "", "place": ""}
    return _organisation(invitation.provider.organisation)
