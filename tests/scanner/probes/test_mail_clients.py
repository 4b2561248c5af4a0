"""Ways in for mail programs are found where the domain announces them, and nowhere else."""

from typing import Any

from tests.scanner.probes.certificates import chain
from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.listening import OTHER, SITE, hang, listening
from tests.scanner.probes.scene import NAME, has, scene
from tests.scanner.probes.web_server import web_server
from weerbaar.scanner.facts.mail_clients import CLIENT_SERVICES, ClientService
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes import mail_clients

HOST = "imap.host.example"
SRV = has(f"_imaps._tcp.{NAME}", "SRV", f"10 0 993 {HOST}.", "20 0 993 later.example.")
FILE = f"""HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n<clientConfig>
<incomingServer type="imap"><hostname>{HOST}</hostname><port>993</port><socketType>SSL</socketType></incomingServer>
<incomingServer type="pop3"><hostname>{HOST}</hostname><port>110</port><socketType>plain</socketType></incomingServer>
</clientConfig>""".encode()


def words(service: ClientService) -> tuple[Any, ...]:
    return service.protocol, service.host, service.port, service.security, service.announced_by


async def test_a_service_of_an_srv_record_is_looked_at() -> None:
    table = {**SRV, **has(HOST, "A", SITE)}
    async with (
        listening(hang, tls=chain((HOST,), ()).server()) as imap,
        scene(table, places={(SITE, 993): imap}) as world,
    ):
        (service,) = (await world.run(mail_clients)).value(CLIENT_SERVICES)
    assert words(service) == ("imap", HOST, 993, "tls", "srv")
    assert isinstance(service.tls, Observed)
    assert service.tls.value.version == "TLSv1.3"
    assert world.detour.asked == [(SITE, 993), (SITE, 993)]


async def test_an_autoconfig_file_is_fetched_where_its_host_exists() -> None:
    table = {**has(f"autoconfig.{NAME}", "A", OTHER), **has(HOST, "A", SITE)}
    async with (
        web_server(FILE) as web,
        scene(table, places={(OTHER, 80): web.port}) as world,
    ):
        imap, pop = (await world.run(mail_clients)).value(CLIENT_SERVICES)
    assert words(imap) == ("imap", HOST, 993, "tls", "autoconfig")
    assert isinstance(imap.offered, Unobserved)
    assert imap.offered.reason is Reason.REFUSED
    assert words(pop) == ("pop3", HOST, 110, "plain", "autoconfig")
    assert isinstance(pop.offered, Observed)
    assert pop.offered.value is False
    assert (SITE, 110) not in world.detour.asked


async def test_what_is_announced_twice_is_looked_at_once() -> None:
    table = {**SRV, **has(f"autoconfig.{NAME}", "A", OTHER), **has(HOST, "A", SITE)}
    async with web_server(FILE) as web, scene(table, places={(OTHER, 80): web.port}) as world:
        found = (await world.run(mail_clients)).value(CLIENT_SERVICES)
    assert [words(service)[-2:] for service in found] == [("tls", "srv"), ("plain", "autoconfig")]


async def test_a_domain_that_announces_nothing_is_left_alone() -> None:
    table = {**has(f"_imap._tcp.{NAME}", "SRV", "0 0 0 ."), **has(f"imap.{NAME}", "A", SITE)}
    async with scene(table) as world:
        assert (await world.run(mail_clients)).value(CLIENT_SERVICES) == ()
    assert world.detour.asked == []


async def test_where_nothing_lies_below_tcp_few_names_are_asked() -> None:
    async with scene({}) as world:
        assert (await world.run(mail_clients)).value(CLIENT_SERVICES) == ()
        assert sorted(world.asked) == [f"A autoconfig.{NAME}", f"SRV _imaps._tcp.{NAME}", f"SRV _tcp.{NAME}"]


async def test_a_server_that_denies_a_name_with_children_is_not_believed() -> None:
    table = {**SRV, **has(f"_pop3s._tcp.{NAME}", "SRV", f"0 0 995 {HOST}.")}
    async with scene(table) as world:
        found = (await world.run(mail_clients)).value(CLIENT_SERVICES)
    assert [service.protocol for service in found] == ["imap", "pop3"]


async def test_an_announced_host_without_an_address_was_not_reached() -> None:
    async with scene(SRV) as world:
        (service,) = (await world.run(mail_clients)).value(CLIENT_SERVICES)
    assert isinstance(service.offered, Unobserved)
    assert service.offered.reason is Reason.NO_ADDRESS


async def test_an_announced_port_that_is_none_of_mail_programs_is_not_opened() -> None:
    table = {**has(f"_imaps._tcp.{NAME}", "SRV", f"0 0 22 {HOST}."), **has(HOST, "A", SITE)}
    async with scene(table) as world:
        (service,) = (await world.run(mail_clients)).value(CLIENT_SERVICES)
    assert isinstance(service.offered, Unobserved)
    assert service.offered.reason is Reason.NOT_LOOKED
    assert world.detour.asked == []


def server(number: int) -> bytes:
    parts = f"<hostname>h{number}.example</hostname><port>143</port><socketType>STARTTLS</socketType>"
    return f'<incomingServer type="imap">{parts}</incomingServer>'.encode()


async def test_no_more_than_eight_are_looked_at() -> None:
    body = FILE.partition(b"<incoming")[0] + b"".join(map(server, range(12)))
    async with (
        web_server(body) as web,
        scene(has(f"autoconfig.{NAME}", "A", OTHER), places={(OTHER, 80): web.port}) as world,
    ):
        assert len((await world.run(mail_clients)).value(CLIENT_SERVICES)) == 8


async def test_no_answer_about_the_records_is_no_absence() -> None:
    async with scene({(f"_pop3._tcp.{NAME}", "SRV"): Says(rcode="SERVFAIL")}) as world:
        assert (await world.run(mail_clients)).reason(CLIENT_SERVICES) is Reason.DNS_FAILURE
