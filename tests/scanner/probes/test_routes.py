"""Routes are looked up for web, name and mail servers, only where there is a source of routes."""

from dataclasses import replace

from tests.scanner.probes.dns_server import Says, Table
from tests.scanner.probes.listening import SITE, SITE6, TestClock
from tests.scanner.probes.name_servers import beside, changed, name_servers, without_authority
from tests.scanner.probes.scene import NAME, VALIDATES, Notebook, has, scene
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.routing import MAIL_ROUTES, NAME_SERVER_ROUTES, WEB_ROUTES, Route, RoutedAddress, Validity
from weerbaar.scanner.parsers.prefixes import read_prefix
from weerbaar.scanner.parsers.routing_table import RoutingTable
from weerbaar.scanner.probes import routes

NS, MX, MX_NS = "ns.dienst.example", "mx.post.example", "ns.post.example"
TABLE: Table = {
    **VALIDATES,
    **has(NAME, "A", SITE),
    **has(NAME, "AAAA", SITE6),
    **has(NAME, "NS", f"{NS}."),
    **has(NS, "A", "192.0.2.53"),
    **has(NAME, "MX", f"10 {MX}."),
    **has(MX, "A", "192.0.2.25"),
    **has("post.example", "NS", f"{MX_NS}."),
    **has(MX_NS, "A", "192.0.2.54"),
}


class Known:
    """A source that knows one route."""

    def __init__(self, prefix: str = "192.0.2.0/24") -> None:
        read = read_prefix(prefix)
        assert read is not None
        self._table = RoutingTable([(read, 64500)], [])

    async def routes(self, address: str) -> Observation[tuple[Route, ...]]:
        found = self._table.routes_to(address)
        return Observed(found, TestClock().now()) if found else Unobserved(Reason.UNREACHABLE)


async def look(*tables: Table, places: dict[tuple[str, int], int] | None = None) -> Notebook:
    async with scene(TABLE, *tables, places=places) as world:
        world.doors = replace(world.doors, routing=Known())
        return await world.run(routes)


def places(found: tuple[RoutedAddress, ...]) -> list[tuple[str, str]]:
    return [(one.host, one.address) for one in found]


async def test_every_address_of_each_kind_of_server_is_looked_up() -> None:
    seen = await look()
    assert places(seen.value(WEB_ROUTES)) == [(NAME, SITE), (NAME, SITE6)]
    assert places(seen.value(NAME_SERVER_ROUTES)) == [(NS, "192.0.2.53")]
    assert places(seen.value(MAIL_ROUTES)) == [(MX, "192.0.2.25"), (MX_NS, "192.0.2.54")]
    known, unknown = (one.routes for one in seen.value(WEB_ROUTES))
    assert isinstance(known, Observed) and isinstance(unknown, Unobserved)
    assert [route.validity for route in known.value] == [Validity.NOT_FOUND]
    assert unknown.reason is Reason.UNREACHABLE


async def test_without_a_source_nothing_is_asked() -> None:
    async with scene(TABLE) as world:
        seen = await world.run(routes)
        assert world.asked == []
    assert {seen.reason(fact) for fact in (WEB_ROUTES, NAME_SERVER_ROUTES, MAIL_ROUTES)} == {Reason.NOT_LOOKED}


async def test_a_look_up_that_failed_stands_among_the_addresses() -> None:
    seen = await look({(NAME, "AAAA"): Says(rcode="SERVFAIL")})
    lost = seen.value(WEB_ROUTES)[-1]
    assert (lost.host, lost.address) == (NAME, "")
    assert isinstance(lost.routes, Unobserved)
    assert lost.routes.reason is Reason.DNS_FAILURE


async def test_no_mail_no_routes_to_it() -> None:
    assert (await look(has(NAME, "MX", "0 ."))).value(MAIL_ROUTES) == ()


async def test_mx_records_that_cannot_be_seen_are_a_reason() -> None:
    assert (await look({(NAME, "MX"): Says(rcode="SERVFAIL")})).reason(MAIL_ROUTES) is Reason.DNS_FAILURE


async def test_the_servers_of_a_zone_that_cannot_be_resolved_are_those_of_the_parent() -> None:
    referral = beside("authority", f"{NAME} NS {NS}.")
    parent: Table = {(NAME, "NS"): Says(changed=changed(without_authority, referral))}
    broken = {**has("example", "NS", "ns.example."), **has("ns.example", "A", "192.0.2.1")}
    async with name_servers({"192.0.2.1": parent}) as (ports, _):
        seen = await look(broken, {(NAME, "NS"): Says(rcode="SERVFAIL")}, places=ports)
    assert places(seen.value(NAME_SERVER_ROUTES)) == [(NS, "192.0.2.53")]


async def test_a_zone_that_nobody_knows_has_no_servers_to_look_up() -> None:
    seen = await look({(NAME, "NS"): Says(rcode="SERVFAIL")})
    assert isinstance(seen[NAME_SERVER_ROUTES], Unobserved)
