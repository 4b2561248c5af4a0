"""The words around the findings: labels, sentences, plurals and dates, as data in `words.<language>.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from weerbaar.scanner.vocabulary.language import Language

# The companies are Dutch: a time means the clock on their wall, wherever the scanner runs.
_ZONE = "Europe/Amsterdam"


@dataclass(frozen=True)
class Words:
    """All words of one language, by table and key. A missing key is a mistake of ours and raises KeyError."""

    language: Language
    tables: Mapping[str, Mapping[str, Any]]

    def get(self, table: str, key: str, **values: object) -> str:
        """One text with its placeholders filled."""
        text = str(self.tables[table][key])
        return text.format(**values) if values else text

    def known(self, table: str, key: str) -> str:
        """One text, or the key itself when a newer file or check names something these words do not know."""
        return str(self.tables[table].get(key, key))

    def counted(self, noun: str, number: int) -> str:
        """`1 punt`, `24 punten`."""
        form = "one" if number == 1 else "many"
        return self.get("counted", f"{noun}_{form}", number=self.grouped(number))

    def duration(self, minutes: int) -> str:
        """`15 minuten`, `1 uur en 30 minuten`, `8 uur`."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.counted("minutes", rest)
        if not rest:
            return self.counted("hours", hours)
        parts = {"hours": self.counted("hours", hours), "minutes": self.counted("minutes", rest)}
        return self.get("counted", "hours_and_minutes", **parts)

    def grouped(self, number: int) -> str:
        """`1.000` in Dutch, `1,000` in English."""
        return f"{number:,}".replace(",", self.get("moment", "thousands"))

    def moment(self, at: datetime, zone: tzinfo | None = None) -> str:
        """`24 november 2026 om 09.14 uur`, in Dutch time; where this machine has no time zones, in UTC and saying so."""
        zone = zone or dutch_zone()
        local = at.astimezone(zone)
        time = self.get(
            "moment", "time", date=self.date(local.date()), hour=f"{local.hour:02}", minute=f"{local.minute:02}"
        )
        return self.get("moment", "utc", time=time) if zone is UTC else time

    def date(self, day: date) -> str:
        """`24 november 2026`."""
        month = self.tables["moment"]["months"][day.month - 1]
        return self.get("moment", "date", day=day.day, month=month, year=day.year)

    @property
    def labels(self) -> dict[str, str]:
        """The table of labels, for templates."""
        return dict(self.tables["labels"])


@lru_cache(maxsize=2)
def words(language: Language) -> Words:
    """The words of a language, read once."""
    path = Path(__file__).parent / f"words.{language.value}.toml"
    return Words(language, tomllib.loads(path.read_text("utf-8")))


@lru_cache(maxsize=1)
def dutch_zone() -> tzinfo:
    """The zone of the reader, or UTC where the system lacks the time zone database."""
    try:
        return ZoneInfo(_ZONE)
    except ZoneInfoNotFoundError:
        return UTC
