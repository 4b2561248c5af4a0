"""Reads where the database is: nothing for SQLite, or `postgresql://user:password@host:port/name`."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from weerbaar.portal.config.environment import InvalidSetting

NAME = "WEERBAAR_DATABASE"


def database_of(address: str, sqlite_file: Path) -> dict[str, Any]:
    """The entry for Django's `DATABASES`. A folder with a socket goes in the query, as libpq has it: `?host=/run/postgresql`
    (PostgreSQL 15 documentation, section 34.1.1.2).

    Raises:
        InvalidSetting: it is no address of a PostgreSQL database.
    """
    if not address:
        return _sqlite(sqlite_file)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise InvalidSetting(NAME, "...", "not-a-database") from error
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        # The value may hold a password: it is not repeated.
        raise InvalidSetting(NAME, "...", "not-a-database")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # A transaction that reads first and writes later cannot wait for its turn in WAL mode: it fails at once.
            # IMMEDIATE takes the turn at the start, so that several processes never see "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
