"""What a source is asked for."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from weerbaar.portal.analyses.evidence import Evidence
from weerbaar.portal.core.actors import Person
from weerbaar.questionnaires.bank import Texts

_MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """For which area, by whom, and over which days, both included."""

    person: Person
    park_id: uuid.UUID
    since: date
    until: date

    @property
    def before(self) -> tuple[date, date]:
        """As many days, right before."""
        days = (self.until - self.since).days + 1
        return self.since - timedelta(days=days), self.since - timedelta(days=1)

    @property
    def when(self) -> Texts:
        """The phrase for these days."""
        return {
            "nl": f"van {day_of(self.since, 'nl')} tot en met {day_of(self.until, 'nl')}",
            "en": f"from {day_of(self.since, 'en')} to {day_of(self.until, 'en')}",
        }

    @property
    def on(self) -> Texts:
        """The phrase for the last day."""
        return {"nl": f"op {day_of(self.until, 'nl')}", "en": f"on {day_of(self.until, 'en')}"}


class AnalysisSource(Protocol):
    """Gives what it knows; nothing when it knows nothing."""

    def __call__(self, asked: Asked) -> Evidence: ...


THE_PERIOD_BEFORE: Texts = {"nl": "in de periode daarvoor", "en": "in the period before"}


def day_of(on: date, language: str) -> str:
    """A day as people write it."""
    return f"{on.day} {_MONTHS[language][on.month - 1]} {on.year}"
