"""Mail hosts are greeted once each, best first, with their addresses and DANE records."""

import pytest

from tests.scanner.probes.certificates import chain
from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.listening import SITE, SITE6, hang, listening
from tests.scanner.probes.mail_server import MailServer, mail_server
from tests.scanner.probes.scene import NAME, VALIDATES, has, scene
from weerbaar.scanner.facts.dns import Answer, AnswerKind
from weerbaar.scanner.facts.mail import MAIL_HOSTS, MX
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes import mail_exchange, mail_hosts
from weerbaar.scanner.probes.mail_hosts import exchanges

HOST = "mx.host.example"
TLSA = has(f"_25._tcp.{HOST}", "TLSA", f"3 1 1 {'00' * 32}", signed=True)


async def test_a_host_shows_its_greeting_addresses_and_dane_record() -> None:
    server = MailServer(tls=chain((HOST,), ()).server())
    table = {**VALIDATES, **TLSA, **has(NAME, "MX", f"10 {HOST}."), **has(HOST, "A", SITE), **has(HOST, "AAAA", SITE6)}
    async with (
        mail_server(server),
        listening(hang) as ipv6,
        scene(table, places={(SITE, 25): server.port, (SITE6, 25): ipv6}) as world,
    ):
        assert (await world.run(mail_exchange)).value(MX).records == (f"10 {HOST}",)
        (host,) = (await world.run(mail_hosts)).value(MAIL_HOSTS)
    assert (host.host, host.preference) == (HOST, 10)
    assert isinstance(host.tlsa, Observed)
    assert host.tlsa.value.secure
    (session,) = host.sessions
    assert session.address == SITE
    assert isinstance(session.tls, Observed)
    assert isinstance(host.ipv6_accepted, Observed)
    assert host.ipv6_accepted.value is True


async def test_a_host_with_only_ipv6_is_greeted_there() -> None:
    async with mail_server(MailServer(ehlo=b"250 mx\r\n")) as server:
        table = {**has(NAME, "MX", f"10 {HOST}."), **has(HOST, "AAAA", SITE6)}
        async with scene(table, places={(SITE6, 25): server.port}) as world:
            (host,) = (await world.run(mail_hosts)).value(MAIL_HOSTS)
    assert [session.address for session in host.sessions] == [SITE6]
    assert isinstance(host.ipv6_accepted, Observed)
    assert host.ipv6_accepted.value is True
    assert server.visits == 1


async def test_a_host_that_refuses_over_ipv6_only_is_said_to_refuse() -> None:
    async with scene(has(NAME, "MX", f"10 {HOST}."), has(HOST, "AAAA", SITE6)) as world:
        (host,) = (await world.run(mail_hosts)).value(MAIL_HOSTS)
    assert isinstance(host.ipv6_accepted, Observed)
    assert host.ipv6_accepted.value is False


async def test_a_host_without_ipv6_has_no_address_there() -> None:
    async with scene(has(NAME, "MX", f"10 {HOST}."), has(HOST, "A", SITE)) as world:
        (host,) = (await world.run(mail_hosts)).value(MAIL_HOSTS)
    assert isinstance(host.ipv6_accepted, Unobserved)
    assert host.ipv6_accepted.reason is Reason.NO_ADDRESS
    assert [session.greeting.reason for session in host.sessions if isinstance(session.greeting, Unobserved)] == [
        Reason.REFUSED
    ]


async def test_a_host_that_could_not_be_looked_up_is_not_called_absent() -> None:
    broken = {(HOST, kind): Says(rcode="SERVFAIL") for kind in ("A", "AAAA", "TLSA")}
    async with scene(has(NAME, "MX", f"10 {HOST}."), broken) as world:
        (host,) = (await world.run(mail_hosts)).value(MAIL_HOSTS)
    assert host.sessions == ()
    assert isinstance(host.ipv6_accepted, Unobserved)
    assert host.ipv6_accepted.reason is Reason.DNS_FAILURE


@pytest.mark.parametrize("host", ["192.0.2.10.", r"a\.b.example.", "_odd.example."])
async def test_an_odd_host_breaks_nothing(host: str) -> None:
    async with scene(has(NAME, "MX", f"10 {host}")) as world:
        (found,) = (await world.run(mail_hosts)).value(MAIL_HOSTS)
    assert found.sessions == ()
    assert world.detour.asked == []


async def test_a_domain_without_mail_has_no_hosts_and_trouble_leaves_it_open() -> None:
    async with scene(has(NAME, "MX", "0 .")) as world:
        assert (await world.run(mail_hosts)).value(MAIL_HOSTS) == ()
    async with scene({(NAME, "MX"): Says(rcode="SERVFAIL")}) as world:
        assert (await world.run(mail_hosts)).reason(MAIL_HOSTS) is Reason.DNS_FAILURE


def test_the_best_five_are_taken_by_preference() -> None:
    records = ("20 b.nl", "10 z.nl", "10 a.nl", "5 .", "30 c.nl", "40 d.nl", "9999 e.nl", "x y.nl", "")
    mx = Answer(NAME, "MX", AnswerKind.RECORDS, records)
    assert exchanges(mx) == ((10, "a.nl"), (10, "z.nl"), (20, "b.nl"), (30, "c.nl"), (40, "d.nl"))
