"""Lets one probe look at the small DNS server, for probes that ask names alone."""

from types import ModuleType
from typing import Any

from tests.scanner.probes.dns_server import DnsServer, Says, Table
from tests.scanner.probes.scene import scene
from weerbaar.scanner.facts.dns import Answer
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.domain_name import DomainName

REFUSES = Says(rcode="REFUSED")


def say(*lines: str, signed: bool = False, bogus: bool = False) -> Says:
    """An answer of these records."""
    return Says(lines, signed=signed, bogus=bogus)


async def look(probe: ModuleType, target: str, table: Table) -> tuple[FactSheet, DnsServer]:
    """What the probe writes down about the target when names answer by the table, and what was asked for it."""
    sheet = FactSheet(target)
    async with scene(table) as place:
        notebook = await place.run(probe, DomainName.parse(target))
    for fact in probe.PROVIDES:
        sheet.record(fact, notebook[fact])
    assert FactSheet.from_json(sheet.to_json()) == sheet
    return sheet, place.names


def value(seen: Observation[Any]) -> Any:
    """What was seen."""
    assert isinstance(seen, Observed), seen
    return seen.value


def reason(seen: Observation[Any]) -> Reason:
    """Why nothing was seen."""
    assert isinstance(seen, Unobserved), seen
    return seen.reason


def names_of(answers: tuple[Answer, ...]) -> list[str]:
    """Which names were asked for these answers."""
    return [answer.name for answer in answers]
