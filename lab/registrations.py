"""What the registry says about each company, as RDAP answers (RFC 9083), one a line."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from lab.table import Company

_DAYS_LEFT = {"good": 200, "soon": 10, "expired": -5}


def answers(companies: Iterable[Company], now: datetime) -> str:
    """The whole file."""
    return "".join(json.dumps(_answer(company, now)) + "\n" for company in companies)


def _answer(company: Company, now: datetime) -> dict[str, object]:
    expires = now + timedelta(days=_DAYS_LEFT[company.settings.registration])
    return {
        "objectClassName": "domain",
        "ldhName": company.domain,
        "events": [
            {"eventAction": "registration", "eventDate": _moment(now - timedelta(days=900))},
            {"eventAction": "expiration", "eventDate": _moment(expires)},
            {"eventAction": "last update of RDAP database", "eventDate": _moment(now)},
        ],
        "entities": [
            {
                "objectClassName": "entity",
                "roles": ["registrar"],
                "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "Registrar (fictief)"]]],
            }
        ],
    }


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
