"""Reads the list of owners of hosts that the project third-party-web publishes (`dist/entities*.json`, MIT licence)."""

import json
from collections.abc import Iterator
from typing import Any

from weerbaar.scanner.parsers.malformed import Malformed

# Its words for what an owner does, and ours.
CATEGORIES = {
    "ad": "advertising",
    "analytics": "statistics",
    "marketing": "marketing",
    "social": "social",
    "tag-manager": "tag-manager",
    "consent-provider": "consent",
    "customer-success": "chat",
    "video": "video",
    "cdn": "delivery",
    "hosting": "hosting",
    "content": "content",
    "utility": "tool",
    "other": "other",
}


def parse(text: str, most: int = 300) -> list[dict[str, Any]] | Malformed:
    """Rows of `third_parties.toml`: the owners most often met, as far as the list counts that, in the order of their names."""
    try:
        entities = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Malformed(text[:60], 0, f"no JSON ({error})")
    if not isinstance(entities, list) or not entities:
        return Malformed(text[:60], 0, "no list of owners")
    for index, entity in enumerate(entities):
        if not _is_entity(entity):
            return Malformed(str(entity)[:60], 0, f"entry {index + 1} has no name, category and domains")
    met = sorted(entities, key=lambda entity: -entity.get("totalOccurrences", 0))[:most]
    return sorted(map(_row, met), key=lambda row: str(row["name"]).lower())


def _is_entity(entity: Any) -> bool:
    return (
        isinstance(entity, dict)
        and isinstance(entity.get("name"), str)
        and isinstance(entity.get("category"), str)
        and entity["category"] in CATEGORIES
        and isinstance(entity.get("totalOccurrences", 0), int)
        and isinstance(entity.get("domains"), list)
        and all(isinstance(domain, str) for domain in entity["domains"])
    )


def _row(entity: dict[str, Any]) -> dict[str, Any]:
    hosts = sorted(dict.fromkeys(_hosts(entity["domains"])))
    row = {"name": entity["name"], "category": CATEGORIES[entity["category"]], "hosts": hosts}
    company = entity.get("company")
    return {**row, "company": company} if isinstance(company, str) and company not in ("", entity["name"]) else row


def _hosts(domains: list[str]) -> Iterator[str]:
    """Without the star: a host of ours stands for all names below it."""
    for domain in domains:
        bare = domain.lower().removeprefix("*.")
        if "*" not in bare and "." in bare:
            yield bare
