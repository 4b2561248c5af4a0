"""SQLite in the data directory. Everything above uses the ORM alone, so that PostgreSQL can take its place."""

from weerbaar.portal.config.data_dir import data_dir

DATA_DIR = data_dir()

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "weerbaar.sqlite3",
        "OPTIONS": {
            # A transaction that reads first and writes later cannot wait for its turn in WAL mode: it fails at once.
            # IMMEDIATE takes the turn at the start, so that several processes never see "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
}
