"""What registries say about domains, from a file of RDAP answers that the operator keeps."""

from datetime import timedelta
from pathlib import Path

from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.registration import Registration
from weerbaar.scanner.parsers import rdap
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.rdap import RdapDomain
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.vocabulary.domain_name import DomainName

GOOD_FOR = timedelta(days=30)


class RegistrationFile:
    """The door to a file with one RDAP domain object a line. It is read when first needed, and again when replaced."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._stamp: tuple[int, int] | None = None
        self._domains: dict[str, RdapDomain] = {}

    async def registration(self, domain: DomainName) -> Observation[Registration]:
        """When the registrable domain expires; NOT_OFFERED where the registry does not tell, NOT_LOOKED without fresh data."""
        name, source = domain.registrable.ascii, f"RDAP {domain.registrable}"
        try:
            self._refresh()
        except (OSError, UnicodeDecodeError) as error:
            return Unobserved(Reason.NOT_LOOKED, source, type(error).__name__)
        found = self._domains.get(name)
        if found is None:
            return Unobserved(Reason.NOT_LOOKED, source)
        if found.seen_at is None or self._clock.now() - found.seen_at > GOOD_FOR:
            return Unobserved(Reason.NOT_LOOKED, source, f"the answer is older than {GOOD_FOR.days} days")
        if found.expires_at is None:
            return Unobserved(Reason.NOT_OFFERED, source)
        registration = Registration(name, found.expires_at, found.seen_at, found.registrar)
        return Observed(registration, self._clock.now(), source)

    def _refresh(self) -> None:
        status = self._path.stat()
        stamp = status.st_mtime_ns, status.st_size
        if stamp == self._stamp:
            return
        answers = (rdap.parse(line) for line in self._path.read_text("utf-8").splitlines() if line.strip())
        self._domains = {answer.name: answer for answer in answers if not isinstance(answer, Malformed)}
        self._stamp = stamp
