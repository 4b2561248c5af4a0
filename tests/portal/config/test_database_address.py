"""One setting decides between SQLite and PostgreSQL."""

from pathlib import Path

import pytest

from weerbaar.portal.config.database_address import database_of
from weerbaar.portal.config.environment import InvalidSetting

FILE = Path("weerbaar.sqlite3")


def test_without_a_setting_it_is_a_file_of_sqlite() -> None:
    assert database_of("", FILE)["ENGINE"] == "django.db.backends.sqlite3"
    assert database_of("", FILE)["NAME"] == FILE


def test_an_address_is_taken_apart() -> None:
    found = database_of("postgresql://wb:geheim%40huis@db.intern:5433/weerbaar?sslmode=require", FILE)
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("wb", "geheim@huis", "db.intern")
    assert (found["PORT"], found["NAME"], found["OPTIONS"]) == ("5433", "weerbaar", {"sslmode": "require"})


def test_a_socket_in_a_folder_is_found() -> None:
    found = database_of("postgresql://wb@/weerbaar?host=/run/postgresql", FILE)
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize(
    "address", ["mysql://a:geheim@b/c", "postgresql://geheim@b", "weerbaar.db", "postgresql://geheim@b:port/c"]
)
def test_anything_else_is_refused_without_repeating_a_password(address: str) -> None:
    with pytest.raises(InvalidSetting) as refused:
        database_of(address, FILE)
    assert "geheim" not in str(refused.value)
