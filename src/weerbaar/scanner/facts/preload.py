"""The list of domains that browsers have built in as https only."""

from dataclasses import dataclass
from datetime import datetime

from weerbaar.scanner.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class PreloadListing:
    """`entry` is the name on the list that covers the domain: itself, or a name above it; empty when none does.

    `must_keep_asking` tells whether the entry was put there by the site's own header, which must go on asking for it.
    `taken_at` is the day of the list.
    """

    entry: str
    must_keep_asking: bool
    taken_at: datetime


HSTS_PRELOAD: Fact[PreloadListing] = Fact("preload.hsts", PreloadListing)
