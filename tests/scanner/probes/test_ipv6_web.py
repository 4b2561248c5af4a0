"""Where a website says that it answers over IPv6, both its ports are tried."""

from tests.scanner.probes.listening import SITE, SITE6, hang, listening
from tests.scanner.probes.scene import NAME, has, scene
from weerbaar.scanner.facts.http import IPV6_CONNECTIONS
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes import ipv6_web

WWW = f"www.{NAME}"


async def test_both_ports_are_tried_and_hosts_at_one_address_share_the_connection() -> None:
    async with listening(hang) as port:
        both = {**has(NAME, "AAAA", SITE6), **has(WWW, "AAAA", SITE6)}
        async with scene(both, places={(SITE6, 443): port}) as world:
            seen = (await world.run(ipv6_web)).value(IPV6_CONNECTIONS)
    accepted = {(one.host, one.port): isinstance(one.accepted, Observed) and one.accepted.value for one in seen}
    assert accepted == {(NAME, 443): True, (NAME, 80): False, (WWW, 443): True, (WWW, 80): False}
    assert sorted(world.detour.asked) == [(SITE6, 80), (SITE6, 443)]


async def test_an_address_inside_is_refused_and_ipv4_is_left_alone() -> None:
    async with scene(has(NAME, "AAAA", "::ffff:192.0.2.10"), has(NAME, "A", SITE)) as world:
        seen = (await world.run(ipv6_web)).value(IPV6_CONNECTIONS)
    assert [one.accepted.reason for one in seen if isinstance(one.accepted, Unobserved)] == [
        Reason.ADDRESS_NOT_ALLOWED
    ] * 2
    assert world.detour.asked == []


async def test_without_ipv6_there_is_nothing_to_try() -> None:
    async with scene(has(NAME, "A", SITE)) as world:
        assert (await world.run(ipv6_web)).value(IPV6_CONNECTIONS) == ()
