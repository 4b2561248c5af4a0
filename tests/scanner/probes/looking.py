"""Lets one probe look through real doors at the small DNS server, and holds it to what a probe promises."""

from types import ModuleType
from typing import Any

from tests.scanner.probes.dns_server import DnsServer, Says, Table, dns_server
from tests.scanner.probes.listening import TestClock
from weerbaar.scanner.facts.dns import Answer
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.probes.doors.settings import DoorSettings
from weerbaar.scanner.vocabulary.domain_name import DomainName

BOGUS = "broken.example"
# What a resolver that validates says of the root and of a name whose signatures are broken.
VALIDATES: Table = {
    (".", "SOA"): Says((". SOA a.root. b.root. 1 2 3 4 5",), signed=True),
    (BOGUS, "SOA"): Says((f"{BOGUS} SOA ns.{BOGUS}. h.{BOGUS}. 1 2 3 4 5",), bogus=True),
}
REFUSES = Says(rcode="REFUSED")


def say(*lines: str, signed: bool = False, bogus: bool = False) -> Says:
    """An answer of these records."""
    return Says(lines, signed=signed, bogus=bogus)


async def look(probe: ModuleType, target: str, table: Table) -> tuple[FactSheet, DnsServer]:
    """What the probe writes down about the target when names answer by the table, and what was asked for it.

    Fails when the probe leaves one of its facts out, writes one twice, or writes another's.
    """
    sheet = FactSheet(target)

    def record(fact: Fact[Any], observation: Observation[Any]) -> None:
        assert fact in probe.PROVIDES
        assert fact not in sheet, f"{fact.key} twice"
        sheet.record(fact, observation)

    async with dns_server(table) as server:
        settings = DoorSettings(resolver=server.endpoint, bogus_names=(BOGUS,))
        async with DoorKeeper(settings, TestClock()) as keeper:
            doors, _ = keeper.doors()
            await probe.run(DomainName.parse(target), doors, record)
    assert set(sheet.observations) == {fact.key for fact in probe.PROVIDES}
    assert FactSheet.from_json(sheet.to_json()) == sheet
    return sheet, server


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
