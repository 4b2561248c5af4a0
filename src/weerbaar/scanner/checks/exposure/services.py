"""The services that were found open, sorted by protocol, for all checks of this area."""

from collections.abc import Collection
from dataclasses import dataclass

from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.exposure import SERVICES, Service
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.service_greetings import mail_server

# A port that does not answer is closed to everybody: a firewall drops what it refuses.
CLOSED = (Reason.TIMEOUT, Reason.UNREACHABLE, Reason.RESET)


@dataclass(frozen=True, slots=True)
class Open:
    """What answered of the protocols asked about. `missed` is why a port could not be looked at, if that happened."""

    services: tuple[Service, ...]
    missed: Unobserved | None

    @property
    def evidence(self) -> dict[str, Json]:
        """Where, and what it announces."""
        places = [place_of(service) for service in self.services]
        announced = [_announced(service) for service in self.services]
        return {"services": announced, "places": places}


def open_services(sheet: FactSheet, protocols: Collection[str]) -> Open | Unobserved | None:
    """The open services of these protocols; None when the agreement covered no address."""
    services = sheet[SERVICES]
    if isinstance(services, Unobserved):
        return services
    if not services.value:
        return None
    found = [service for service in services.value if is_open(service) and service.protocol in protocols]
    missed = next((s.accepted for s in services.value if _was_missed(s)), None)
    return Open(tuple(found), missed if isinstance(missed, Unobserved) else None)


def mail_servers(sheet: FactSheet, addresses: Collection[str]) -> tuple[Service, ...]:
    """Mail hosts at these addresses whose first reply tells their version. They were greeted for the checks of mail."""
    hosts = sheet[MAIL_HOSTS]
    sessions = [session for host in hosts.value for session in host.sessions] if isinstance(hosts, Observed) else []
    found = []
    for session in sessions:
        reply = session.greeting
        greeting = mail_server(reply.value) if isinstance(reply, Observed) and session.address in addresses else None
        if greeting and isinstance(reply, Observed):
            told = greeting.product, greeting.version, greeting.announced
            found.append(Service(session.address, 25, Observed(True, reply.at, reply.source), greeting.protocol, *told))
    return tuple(found)


def place_of(service: Service) -> str:
    """Where it is, in words for a supplier."""
    return f"{service.address} port {service.port}"


def is_open(service: Service) -> bool:
    """Whether a connection was taken."""
    return isinstance(service.accepted, Observed) and service.accepted.value


def _was_missed(service: Service) -> bool:
    return isinstance(service.accepted, Unobserved) and service.accepted.reason not in CLOSED


def _announced(service: Service) -> str:
    return " ".join(filter(None, (service.protocol, service.product, service.version)))
