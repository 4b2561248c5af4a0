"""Where makers of websites sign in."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from weerbaar.scanner.parsers.products import products
from weerbaar.scanner.vocabulary.reference_data import current

FILE = Path(__file__).with_suffix(".toml")


class Place(NamedTuple):
    """A path, and the product that has its sign-in page there; empty when many have."""

    product: str
    path: str


@lru_cache(maxsize=1)
def places_of_common_products() -> tuple[Place, ...]:
    """Those of the products that most sites are made with."""
    common = current(FILE).content["common"]
    return tuple(Place(one.name, path) for one in products() if one.id in common for path in one.login)


@lru_cache(maxsize=1)
def general_places() -> tuple[Place, ...]:
    """Those that are looked at on every site."""
    return tuple(Place(row["product"], row["path"]) for row in _general())


@lru_cache(maxsize=1)
def opening_data() -> frozenset[str]:
    """Products behind whose sign-in page lies the whole database."""
    return frozenset(row["product"] for row in _general() if row.get("opens_data"))


def _general() -> list[dict[str, str]]:
    return current(FILE).rows("general", ("product", "path"))
