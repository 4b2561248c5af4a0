"""Small makers of answers and banks for the tests."""

from datetime import UTC, datetime, timedelta

from weerbaar.questionnaires.answers import Answer, Provenance

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)


def said(question: str, choice: str, *, days_ago: int = 0, source: Provenance = Provenance.STATED) -> Answer:
    """An answer of so many days ago."""
    return Answer(question, choice, source, NOW - timedelta(days=days_ago), by="anna")


def measured(question: str, choice: str, *, days_ago: int = 0) -> Answer:
    """An answer that a measurement gave."""
    return said(question, choice, days_ago=days_ago, source=Provenance.MEASURED)
