"""The ports of the website over IPv4, for hosts that both families reach."""

from tests.scanner.probes.dns_server import Says, Table
from tests.scanner.probes.listening import SITE, SITE6, hang, listening
from tests.scanner.probes.scene import NAME, VALIDATES, Notebook, has, scene
from weerbaar.scanner.facts.http import IPV4_CONNECTIONS
from weerbaar.scanner.facts.observation import Observed, Reason
from weerbaar.scanner.probes import ipv4_web

BOTH = {**has(NAME, "A", SITE), **has(NAME, "AAAA", SITE6)}


async def look(*tables: Table, open_port: int = 443) -> Notebook:
    async with listening(hang) as port, scene(VALIDATES, *tables, places={(SITE, open_port): port}) as world:
        return await world.run(ipv4_web)


async def test_each_port_of_the_first_address_is_tried() -> None:
    found = (await look(BOTH)).value(IPV4_CONNECTIONS)
    assert [(one.host, one.address, one.port) for one in found] == [(NAME, SITE, 443), (NAME, SITE, 80)]
    assert [one.accepted.value for one in found if isinstance(one.accepted, Observed)] == [True, False]


async def test_a_host_of_one_family_is_left_out() -> None:
    assert (await look(has(NAME, "A", SITE))).value(IPV4_CONNECTIONS) == ()
    assert (await look(has(NAME, "AAAA", SITE6))).value(IPV4_CONNECTIONS) == ()


async def test_hosts_at_one_address_share_the_connection() -> None:
    www = f"www.{NAME}"
    tables = (BOTH, has(www, "A", SITE), has(www, "AAAA", SITE6))
    async with listening(hang) as port, scene(VALIDATES, *tables, places={(SITE, 443): port}) as world:
        found = (await world.run(ipv4_web)).value(IPV4_CONNECTIONS)
        assert world.detour.asked == [(SITE, 443), (SITE, 80)]
    assert len(found) == 4


async def test_a_look_up_that_failed_is_a_reason() -> None:
    assert (await look(BOTH, {(NAME, "AAAA"): Says(rcode="SERVFAIL")})).reason(IPV4_CONNECTIONS) is Reason.DNS_FAILURE
