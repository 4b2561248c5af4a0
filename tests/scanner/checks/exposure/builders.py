"""Small makers of what answers at an agreed address."""

from datetime import UTC, datetime

from weerbaar.scanner.facts.exposure import SERVICES, Service
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
ADDRESS = "198.18.4.1"


def answering(port: int, protocol: str = "", product: str = "", version: str = "", announced: str = "") -> Service:
    """A port that takes connections and greets like this."""
    return Service(ADDRESS, port, Observed(True, NOW), protocol, product, version, announced)


def closed(port: int) -> Service:
    """A port that refuses."""
    return Service(ADDRESS, port, Observed(False, NOW))


def silent(port: int, reason: Reason = Reason.TIMEOUT) -> Service:
    """A port that gave no answer, or could not be looked at."""
    return Service(ADDRESS, port, Unobserved(reason))


def found(*services: Service) -> FactSheet:
    """A sheet with these services."""
    sheet = FactSheet("bakkerij.example")
    sheet.record(SERVICES, Observed(services, NOW))
    return sheet


def not_looked() -> FactSheet:
    """A sheet on which nobody looked."""
    sheet = FactSheet("bakkerij.example")
    sheet.record(SERVICES, Unobserved(Reason.TIME_LIMIT))
    return sheet
