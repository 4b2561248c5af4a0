"""Region, sector, size and detail of a request in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weerbaar.portal.knowledge.municipalities import municipality
from weerbaar.portal.quotes.provider_views import AskedRequest, InboxLine
from weerbaar.portal.web.entrepreneur.texts import sector_words, size_words
from weerbaar.portal.web.provider.quote_words import language_words


@dataclass(frozen=True, slots=True)
class AskedWords:
    """What is known of who asks, as people read it; empty where the company filled in nothing."""

    region: str
    sector: str
    size: str
    language: str


def asked_words(asked: AskedRequest | InboxLine) -> AskedWords:
    """The words for a request."""
    sizes: Mapping[Any, str] = size_words()
    return AskedWords(
        region=region_name(asked.region),
        sector=sector_words().get(asked.sector, ""),
        size=sizes.get(asked.size, ""),
        language=language_words().get(asked.language, asked.language),
    )


def region_name(key: str) -> str:
    """What a municipality is called; empty when nothing was filled in."""
    found = municipality(key)
    return found.name if found else ""


def detail_lines(detail: Mapping[str, Any]) -> Sequence[str]:
    """What is told of an action beside its title, one sentence a line."""
    lines = detail.get("lines", [])
    return [str(line) for line in lines] if isinstance(lines, list) else []
