"""SQLite in the data directory, or PostgreSQL by one setting. Everything above uses the ORM alone, so that both will do."""

from weerbaar.portal.config.data_dir import data_dir
from weerbaar.portal.config.database_address import database_of
from weerbaar.portal.config.environment import text

DATA_DIR = data_dir()

DATABASES = {"default": database_of(text("WEERBAAR_DATABASE"), DATA_DIR / "weerbaar.sqlite3")}
