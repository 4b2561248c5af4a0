"""Which domains browsers have built in as https only, from a file that the operator keeps (`weerbaar preload-list`)."""

from datetime import timedelta
from pathlib import Path

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.preload import PreloadListing
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.preload_list import PreloadList
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.vocabulary.domain_name import DomainName

# A new browser with a new list comes about every four weeks; three of them may pass.
GOOD_FOR = timedelta(days=90)


class PreloadFile:
    """The door to the list. It is read when first needed, and again when replaced."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._stamp: tuple[int, int] | None = None
        self._list: PreloadList | Malformed | None = None

    async def listing(self, domain: DomainName) -> Observation[PreloadListing]:
        """The entry that covers the domain, if any; NOT_LOOKED when the file is unusable or too old."""
        source = "HSTS preload list"
        try:
            self._refresh()
        except OSError as error:
            return Unobserved(Reason.NOT_LOOKED, source, type(error).__name__)
        if not isinstance(self._list, PreloadList):
            return Unobserved(Reason.NOT_LOOKED, source, "not made by weerbaar preload-list")
        source = f"HSTS preload list of {self._list.taken_at:%Y-%m-%d}"
        if self._clock.now() - self._list.taken_at > GOOD_FOR:
            return Unobserved(Reason.NOT_LOOKED, source, f"older than {GOOD_FOR.days} days")
        entry = self._list.covering(domain.ascii)
        own = entry is not None and entry.bulk and entry.name == domain.ascii
        listing = PreloadListing(entry.name if entry else "", own, self._list.taken_at)
        return Observed(listing, self._clock.now(), source)

    def _refresh(self) -> None:
        status = self._path.stat()
        stamp = status.st_mtime_ns, status.st_size
        if stamp != self._stamp:
            self._list = PreloadList.read(self._path.read_bytes())
            self._stamp = stamp
