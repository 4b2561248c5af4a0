"""What a registry answers about a domain: the domain object of RDAP (RFC 9083, June 2021, sections 4.5 and 5.3)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from weerbaar.scanner.parsers.malformed import Malformed


@dataclass(frozen=True, slots=True)
class RdapDomain:
    """`expires_at` is None where the registry does not tell it; `seen_at` is when the registry's data was written.

    `registrar` is the name of the entity with that role, empty when there is none.
    """

    name: str
    expires_at: datetime | None
    seen_at: datetime | None
    registrar: str = ""


def parse(text: str) -> RdapDomain | Malformed:
    """One domain object as JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return Malformed(text[:60], 0, "no-json")
    if not isinstance(data, dict) or data.get("objectClassName") != "domain":
        return Malformed(text[:60], 0, "no-domain-object")
    name = data.get("ldhName")
    if not isinstance(name, str) or not name:
        return Malformed(text[:60], 0, "no-name")
    moments = dict(_events(data.get("events")))
    return RdapDomain(
        name.lower().rstrip("."),
        moments.get("expiration"),
        moments.get("last update of RDAP database"),
        next(_registrars(data.get("entities")), ""),
    )


def _events(events: Any) -> Iterator[tuple[str, datetime]]:
    for event in events if isinstance(events, list) else ():
        if not isinstance(event, dict) or not isinstance(event.get("eventAction"), str):
            continue
        try:
            moment = datetime.fromisoformat(str(event.get("eventDate")))
        except ValueError:
            continue
        if moment.tzinfo is not None:
            yield event["eventAction"], moment


def _registrars(entities: Any) -> Iterator[str]:
    """The full name in the jCard (RFC 7095) of each registrar."""
    for entity in entities if isinstance(entities, list) else ():
        roles = entity.get("roles") if isinstance(entity, dict) else None
        if isinstance(roles, list) and "registrar" in roles:
            card = entity.get("vcardArray")
            fields = card[1] if isinstance(card, list) and len(card) > 1 and isinstance(card[1], list) else ()
            for field in fields:
                if isinstance(field, list) and len(field) > 3 and field[0] == "fn" and isinstance(field[3], str):
                    yield field[3]
