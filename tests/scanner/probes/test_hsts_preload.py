"""The list that browsers have built in, where there is a source that knows it."""

from dataclasses import replace

from tests.scanner.probes.listening import TestClock
from tests.scanner.probes.scene import NAME, VALIDATES, scene
from weerbaar.scanner.facts.observation import Observation, Observed, Reason
from weerbaar.scanner.facts.preload import HSTS_PRELOAD, PreloadListing
from weerbaar.scanner.probes import hsts_preload
from weerbaar.scanner.vocabulary.domain_name import DomainName

NOW = TestClock().now()
KNOWN = PreloadListing(NAME, True, NOW)


class List:
    """Knows one entry."""

    async def listing(self, domain: DomainName) -> Observation[PreloadListing]:
        assert domain.ascii == NAME
        return Observed(KNOWN, NOW)


async def test_what_the_list_says_is_written_down() -> None:
    async with scene(VALIDATES) as world:
        world.doors = replace(world.doors, preload=List())
        assert (await world.run(hsts_preload)).value(HSTS_PRELOAD) == KNOWN


async def test_without_a_list_it_is_not_looked_at() -> None:
    async with scene(VALIDATES) as world:
        assert (await world.run(hsts_preload)).reason(HSTS_PRELOAD) is Reason.NOT_LOOKED
        assert world.asked == []
