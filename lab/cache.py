"""Generated output is kept and used again: one folder for each table, generator, number of companies and day.

Usage: python -m lab.cache [COUNT]   prints the folder, made now if need be.
Signatures last 30 days, so an output of today is good for whoever uses it today.
"""

import fcntl
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

LAB = Path(__file__).parent
_KEEP_DAYS = 7
_BUILDING = ".building-"


def cached(count: int | None) -> Path:
    """The folder with the output for `count` companies (None: one of each archetype).

    Two labs that start together make it once: the second waits for the first. Where no cache can be kept, the output
    goes to a folder of this lab alone.
    """
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ready = folder / _key(count)
        if not ready.exists():
            with _locked(folder):
                if not ready.exists():
                    _clean(folder)
                    _make(folder, ready, count)
    except PermissionError:
        private = Path(tempfile.mkdtemp())
        _make(private, private / "site", count)
        return private / "site"
    return ready


def _folder() -> Path:
    if own := os.environ.get("WEERBAAR_LAB_DIR"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "weerbaar-lab"


def _key(count: int | None) -> str:
    digest = hashlib.sha256()
    for path in sorted([*LAB.rglob("*.py"), *LAB.glob("*.yaml"), LAB / "checks.txt"]):
        digest.update(f"{path.relative_to(LAB)}\0".encode() + path.read_bytes())
    digest.update(f"{version('dnspython')} {version('cryptography')}".encode())
    companies = "all" if count is None else str(count)
    return f"{datetime.now(UTC):%Y%m%d}-{companies}-{digest.hexdigest()[:16]}"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Alone in the cache; the lock goes with the process, also when that is killed."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _clean(folder: Path) -> None:
    """Take away what an interrupted lab left, and outputs that nobody can be using any more."""
    for path in folder.iterdir():
        if path.is_dir() and (path.name.startswith(_BUILDING) or _age_days(path) > _KEEP_DAYS):
            shutil.rmtree(path)


def _age_days(path: Path) -> float:
    return (time.time() - path.stat().st_mtime) / 86400


def _make(folder: Path, ready: Path, count: int | None) -> None:
    from lab.generate import generate  # slow to import, and not needed when the output is there

    building = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder))
    generate(building, count)
    # Servers that drop their rights read it too. The keys in it protect nothing.
    for path in (building, *building.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    building.rename(ready)


if __name__ == "__main__":
    print(cached(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] else None))
