"""Django for the tests of the portal: settings as they are, with a secret and a database of the tests' own."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.portal.config.settings")

from django.conf import settings as django_settings

# The log of a server would also be the log of every other test in this process.
django_settings.LOGGING_CONFIG = None
django.setup()

from django.db import connections  # noqa: E402

# Nothing of the machine's own installation: a secret of the tests, and static files under plain names, since the
# test server does not know the final ones.
django_settings.SECRET_KEY = "of the tests alone"
django_settings.TOKEN_KEY = "b2YgdGhlIHRlc3RzIGFsb25lLCBubyBvdGhlciB1c2U="
django_settings.DOSSIER_KEY = "0a" * 32
django_settings.STORAGES = {
    **django_settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
django_settings.WHITENOISE_AUTOREFRESH = True
django_settings.IS_DEMO, django_settings.SCAN_DOORS = False, ""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database in a file, so that threads and processes see the same one."""
    if connections["default"].vendor == "sqlite":
        path: Path = tmp_path_factory.mktemp("database") / "tests.sqlite3"
        connections["default"].settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    """Threads of ours end with what started them."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and thread.name == "pulse"]
    assert left == []
