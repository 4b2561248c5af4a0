"""Who owns a host that a page fetches from, and what for, as far as a dated table knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.scanner.vocabulary.reference_data import Table, current

FILE = Path(__file__).with_suffix(".toml")
LOCAL_FILE = FILE.with_name("third_parties_local.toml")
CATEGORIES = frozenset(
    {"advertising", "statistics", "marketing", "social", "tag-manager", "consent"}
    | {"delivery", "hosting", "content", "video", "chat", "tool", "other"}
)
# What follows visitors, or fetches what does.
_FOLLOWS = frozenset({"advertising", "statistics", "marketing", "social", "tag-manager"})
# RFC 1035, section 2.3.4, less the length octets at both ends.
_LONGEST_NAME = 253


@dataclass(frozen=True, slots=True)
class Owner:
    """`name` is the service as people know it, `company` who is behind it where that has another name."""

    name: str
    category: str
    company: str = ""

    @property
    def follows_visitors(self) -> bool:
        """Whether the service is there to measure visitors, to know them again or to show them advertisements."""
        return self.category in _FOLLOWS


def owner_of(host: str) -> Owner | None:
    """The owner of a host or of a name above it; None when the table does not know it."""
    if len(host) > _LONGEST_NAME:
        return None
    known = _owners()
    labels = host.split(".")
    names = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((known[name] for name in names if name in known), None)


def is_loader(host: str) -> bool:
    """Whether a script that names this host does so to fetch code from there."""
    return host in _loaders()


def has_consent_folder(urls: Iterable[str]) -> bool:
    """Whether the site itself serves a known plug-in that asks visitors for permission."""
    folders = _consent_folders()
    return any(folder in url.lower() for url in urls for folder in folders)


def read(table: Table) -> dict[str, Owner]:
    """The owners of a table by host.

    Raises:
        InvalidReferenceData: a row cannot be used.
    """
    owners: dict[str, Owner] = {}
    for row in table.rows("owner", ("name", "category", "hosts"), {"category": CATEGORIES}):
        owner = Owner(row["name"], row["category"], row.get("company", ""))
        owners.update(dict.fromkeys(row["hosts"], owner))
    return owners


@lru_cache(maxsize=1)
def _owners() -> Mapping[str, Owner]:
    return {**read(current(FILE)), **read(current(LOCAL_FILE))}


@lru_cache(maxsize=1)
def _loaders() -> frozenset[str]:
    return frozenset(current(LOCAL_FILE).content["loaders"])


@lru_cache(maxsize=1)
def _consent_folders() -> tuple[str, ...]:
    return tuple(current(LOCAL_FILE).content["consent"])
