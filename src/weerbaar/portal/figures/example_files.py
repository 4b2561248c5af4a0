"""Made-up files that show each layout. They may be looked at, and are refused as figures of an area."""

import hashlib
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.figures.words import Source

FOLDER = Path(__file__).parent / "examples"


def example_of(source: Source) -> bytes:
    """The file that shows the layout of a source."""
    return (FOLDER / f"{source.value}.csv").read_bytes()


@lru_cache(maxsize=1)
def example_hashes() -> frozenset[str]:
    """The SHA-256 of each."""
    return frozenset(hashlib.sha256(example_of(source)).hexdigest() for source in Source)
