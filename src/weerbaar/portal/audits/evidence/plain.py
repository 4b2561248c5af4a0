"""Values of rows as they stand in the files: days and moments in ISO 8601, moments in UTC."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from weerbaar.portal.audits.dossier.manifest import canonical


def moment(at: datetime | None) -> str:
    """In UTC; empty when there is none."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else ""


def day(on: date | None) -> str:
    """Empty when there is none."""
    return on.isoformat() if on else ""


def listed(name: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """A file with these rows; none when there are no rows."""
    return {f"{name}.json": canonical({name.rpartition("/")[2]: list(rows)})} if rows else {}
