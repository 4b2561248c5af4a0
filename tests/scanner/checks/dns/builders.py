"""Small makers of what the domain name system says."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from weerbaar.scanner.facts.dns import Answer, AnswerKind, HostAddresses
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

DOMAIN = "bakkerij.example"
NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
NO_ANSWER = Unobserved(Reason.DNS_FAILURE, f"DNS {DOMAIN}")


def answer(rdtype: str, *records: str, name: str = DOMAIN) -> Answer:
    """An answer with these records, or one that says there are none."""
    return Answer(name, rdtype, AnswerKind.RECORDS if records else AnswerKind.NO_DATA, records)


def seen(rdtype: str, *records: str) -> Observed[Answer]:
    """The same as an observation."""
    return Observed(answer(rdtype, *records), NOW, f"DNS {rdtype} {DOMAIN}")


def host(name: str, ipv4: Iterable[str] | None = (), ipv6: Iterable[str] | None = ()) -> HostAddresses:
    """A host with these addresses; None for a family whose look-up failed."""
    return HostAddresses(name, family(ipv4), family(ipv6))


def family(addresses: Iterable[str] | None) -> Observation[tuple[str, ...]]:
    """The addresses of one family."""
    return NO_ANSWER if addresses is None else Observed(tuple(addresses), NOW)


def sheet(*facts: tuple[Fact[Any], Observation[Any]]) -> FactSheet:
    """A sheet with these facts."""
    result = FactSheet(DOMAIN)
    for fact, observation in facts:
        result.record(fact, observation)
    return result
