"""From wanted checks to the probes that must look, each once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.check import Check
from weerbaar.scanner.probes.probe import Probe, provider_of
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.vocabulary.errors import NotAuthorised
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness


@dataclass(frozen=True, slots=True)
class Plan:
    """The checks to judge and the probes that provide what they need."""

    checks: tuple[Check, ...]
    probes: tuple[Probe, ...]


def granted_checks(request: ScanRequest) -> tuple[Check, ...]:
    """The checks of the catalogue that need no more intrusive looking than the request grants."""
    return _checks_within(_granted(request))


def plan(request: ScanRequest, checks: Iterable[Check]) -> Plan:
    """What to run for these checks.

    Raises:
        NotAuthorised: a needed probe is more intrusive than the request grants.
        LookupError: a check needs a fact that no probe provides (a mistake in the code: it fails at start-up).
    """
    checks, granted, providers = tuple(checks), _granted(request), provider_of()
    chosen: dict[str, Probe] = {}
    for check in checks:
        for fact in check.needs:
            probe = providers.get(fact.key)
            if probe is None:
                raise LookupError(f"{check.id} needs {fact.key}, which no probe provides")
            if probe.intrusiveness.rank > granted.rank:
                raise NotAuthorised(request.target.ascii, probe.intrusiveness, granted)
            chosen[probe.name] = probe
    return Plan(checks, tuple(chosen[name] for name in sorted(chosen)))


@lru_cache(maxsize=len(Intrusiveness))
def _checks_within(granted: Intrusiveness) -> tuple[Check, ...]:
    return tuple(check for check in catalogue().values() if _wanted(check).rank <= granted.rank)


def _wanted(check: Check) -> Intrusiveness:
    probes = (provider_of().get(fact.key) for fact in check.needs)
    return max(
        (probe.intrusiveness for probe in probes if probe), key=lambda level: level.rank, default=Intrusiveness.PASSIVE
    )


def _granted(request: ScanRequest) -> Intrusiveness:
    """What the request may do: nothing beyond PASSIVE without an agreement."""
    return request.intrusiveness if request.authorisation else Intrusiveness.PASSIVE
