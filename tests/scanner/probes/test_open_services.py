"""Other ports are looked at only where the owner agreed, only those listed, and only as far as a greeting."""

import asyncio
import ipaddress
from dataclasses import replace

import pytest

from tests.scanner.probes.certificates import DAY, NOW
from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.listening import OTHER, SITE, SITE6, Handler, break_off, hang, listening, says
from tests.scanner.probes.scene import NAME, TARGET, has, scene
from weerbaar.scanner.facts.exposure import SERVICES, Service
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes import open_services
from weerbaar.scanner.probes.open_services import ports
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

AGREED = ScanAuthorisation(
    "the owner", (TARGET,), (ipaddress.ip_network(f"{SITE}/32"),), Intrusiveness.ACTIVE, NOW + DAY
)
LISTED = {port.number for port in ports()}


def by_port(services: tuple[Service, ...]) -> dict[int, Service]:
    return {service.port: service for service in services}


async def test_without_an_agreement_nothing_is_connected_to() -> None:
    async with scene(has(NAME, "A", SITE)) as world:
        assert (await world.run(open_services)).reason(SERVICES) is Reason.NOT_AUTHORISED
    assert world.detour.asked == []


async def test_an_agreement_about_another_name_opens_nothing() -> None:
    other = replace(AGREED, names=(DomainName("slager.example"),))
    async with scene(has(NAME, "A", SITE), authorisation=other) as world:
        assert (await world.run(open_services)).reason(SERVICES) is Reason.NOT_AUTHORISED
    assert world.detour.asked == []


async def test_every_listed_port_of_an_agreed_address_is_looked_at_once() -> None:
    async with scene(has(NAME, "A", SITE), has(f"www.{NAME}", "A", SITE), authorisation=AGREED) as world:
        services = (await world.run(open_services)).value(SERVICES)
    assert sorted(world.detour.asked) == sorted((SITE, port) for port in LISTED)
    assert all(isinstance(one.accepted, Observed) and one.accepted.value is False for one in services)


async def test_an_address_that_is_not_listed_is_never_connected_to() -> None:
    table = {**has(NAME, "A", OTHER, SITE), **has(f"www.{NAME}", "AAAA", SITE6)}
    async with scene(table, authorisation=AGREED) as world:
        services = (await world.run(open_services)).value(SERVICES)
    assert {address for address, _ in world.detour.asked} == {SITE}
    assert {service.address for service in services} == {SITE}


async def test_a_listed_address_that_the_guard_refuses_stays_closed_to_us() -> None:
    inside = replace(AGREED, addresses=(ipaddress.ip_network("127.0.0.1/32"), ipaddress.ip_network("10.0.0.0/24")))
    async with scene(has(NAME, "A", "10.0.0.1"), authorisation=inside) as world:
        services = (await world.run(open_services)).value(SERVICES)
    assert world.detour.asked == []
    assert {one.accepted.reason for one in services if isinstance(one.accepted, Unobserved)} == {
        Reason.ADDRESS_NOT_ALLOWED
    }


async def test_an_agreement_that_has_ended_opens_nothing() -> None:
    async with scene(has(NAME, "A", SITE), authorisation=replace(AGREED, until=NOW)) as world:
        assert (await world.run(open_services)).reason(SERVICES) is Reason.NOT_AUTHORISED
    assert world.detour.asked == []


async def test_a_single_address_in_the_agreement_is_looked_at_though_no_name_leads_there() -> None:
    async with scene(authorisation=AGREED) as world:
        services = (await world.run(open_services)).value(SERVICES)
    assert {service.address for service in services} == {SITE}


async def test_a_large_range_is_not_walked_through() -> None:
    wide = replace(AGREED, addresses=(ipaddress.ip_network("192.0.2.0/24"),))
    addresses = [f"192.0.2.{number}" for number in range(30, 40)]
    async with scene(has(NAME, "A", *addresses), authorisation=wide) as world:
        await world.run(open_services)
    assert len({address for address, _ in world.detour.asked}) <= 4
    async with scene(authorisation=wide) as world:
        await world.run(open_services)
    assert world.detour.asked == []


async def test_an_address_of_the_wrong_kind_in_the_answer_breaks_nothing() -> None:
    both = replace(AGREED, addresses=(*AGREED.addresses, ipaddress.ip_network(f"{SITE6}/128")))
    async with scene({(NAME, "A"): Says(rcode="SERVFAIL")}, has(NAME, "AAAA", SITE6), authorisation=both) as world:
        await world.run(open_services)
    assert {address for address, _ in world.detour.asked} == {SITE, SITE6}


async def test_a_service_is_known_by_its_greeting() -> None:
    async with (
        listening(says(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", then_hang=True)) as port,
        scene(places={(SITE, 22): port}, authorisation=AGREED) as world,
    ):
        services = by_port((await world.run(open_services)).value(SERVICES))
    ssh = services[22]
    assert isinstance(ssh.accepted, Observed)
    assert ssh.accepted.value is True
    assert ssh.protocol == "ssh"
    assert "OpenSSH" in ssh.product


async def breaks_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    break_off(writer)


@pytest.mark.parametrize("handler", [hang, says(), says(b"\xff" * 100), says(b"x" * 100_000), breaks_off])
async def test_an_open_port_that_says_nothing_known_is_open(handler: Handler, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_services, "_GREETING_S", 0.1)
    async with listening(handler) as port:
        places = {(SITE, number): port for number in LISTED}
        async with scene(places=places, authorisation=AGREED) as world:
            services = (await world.run(open_services)).value(SERVICES)
    assert len(services) == len(LISTED)
    for service in services:
        assert isinstance(service.accepted, Observed)
        assert service.accepted.value is True
        assert service.protocol == ""


async def test_only_the_listed_hello_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_services, "_GREETING_S", 0.2)
    heard: list[bytes] = []

    async def listens(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(4096))

    async with (
        listening(listens) as port,
        scene(places={(SITE, 445): port, (SITE, 22): port}, authorisation=AGREED) as world,
    ):
        await world.run(open_services)
        await asyncio.sleep(0.05)
    hello = next(one.hello for one in ports() if one.number == 445)
    assert set(heard) <= {hello, b""}
    assert hello in heard


def test_the_list_is_short_and_each_port_stands_in_it_once() -> None:
    assert len(LISTED) == len(ports()) < 30
    assert not LISTED & {25, 80, 443}


async def test_names_that_cannot_be_looked_up_leave_the_ports_unseen() -> None:
    wide = replace(AGREED, addresses=(ipaddress.ip_network("192.0.2.0/24"),))
    async with scene({(NAME, "A"): Says(rcode="SERVFAIL")}, authorisation=wide) as world:
        seen = (await world.run(open_services))[SERVICES]
    assert isinstance(seen, Unobserved)
    assert seen.reason is Reason.DNS_FAILURE
    assert world.detour.asked == []


async def test_a_store_without_a_password_tells_its_version() -> None:
    async def store(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readline() == b"INFO server\r\n"
        writer.write(b"$31\r\n# Server\r\nredis_version:3.2.12\r\n\r\n")
        await writer.drain()

    async with listening(store) as port, scene(places={(SITE, 6379): port}, authorisation=AGREED) as world:
        services = by_port((await world.run(open_services)).value(SERVICES))
    assert (services[6379].product, services[6379].version) == ("Redis", "3.2.12")
