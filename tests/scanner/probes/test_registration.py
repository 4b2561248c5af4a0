"""The end of the registration, where there is a source that knows it."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.scanner.probes.listening import TestClock
from tests.scanner.probes.scene import NAME, VALIDATES, scene
from weerbaar.scanner.facts.observation import Observation, Observed, Reason
from weerbaar.scanner.facts.registration import REGISTRATION, Registration
from weerbaar.scanner.probes import registration
from weerbaar.scanner.vocabulary.domain_name import DomainName

NOW = TestClock().now()
KNOWN = Registration(NAME, datetime(2027, 5, 23, tzinfo=UTC), NOW)


class Registry:
    """Knows one registration."""

    async def registration(self, domain: DomainName) -> Observation[Registration]:
        assert domain.ascii == NAME
        return Observed(KNOWN, NOW)


async def test_what_the_source_knows_is_written_down() -> None:
    async with scene(VALIDATES) as world:
        world.doors = replace(world.doors, registrations=Registry())
        assert (await world.run(registration)).value(REGISTRATION) == KNOWN


async def test_without_a_source_it_is_not_looked_at() -> None:
    async with scene(VALIDATES) as world:
        assert (await world.run(registration)).reason(REGISTRATION) is Reason.NOT_LOOKED
        assert world.asked == []
