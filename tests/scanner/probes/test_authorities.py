"""Name servers and their parent are asked themselves, and what each says is written down as it said it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import dns.message
import dns.rrset
import pytest

from tests.scanner.probes.dns_server import DnsServer, Says, Table
from tests.scanner.probes.listening import SITE, SITE6
from tests.scanner.probes.name_servers import (
    beside,
    changed,
    name_servers,
    refuses,
    says,
    with_authority,
    without_authority,
)
from tests.scanner.probes.scene import NAME, TARGET, VALIDATES, Notebook, has, scene
from weerbaar.scanner.facts.authorities import DELEGATION, SERVERS, SIGNING, Delegation, Signature
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes import authorities
from weerbaar.scanner.vocabulary.domain_name import DomainName

PARENT, FIRST, SECOND = "192.0.2.1", "192.0.2.2", "192.0.2.3"
NS1, NS2 = "ns1.dienst.example", "ns2.dienst.example"
NAMES: Table = {
    **has(NAME, "NS", f"{NS1}.", f"{NS2}."),
    **has("example", "NS", "ns.example."),
    **has("ns.example", "A", PARENT),
    **has(NS1, "A", FIRST),
    **has(NS2, "A", SECOND),
}
REFERRAL = beside("authority", f"{NAME} NS {NS1}.", f"{NAME} NS {NS2}."), beside("additional", f"{NS1} A {FIRST}")
REFERS: Table = {(NAME, "NS"): Says(changed=changed(without_authority, *REFERRAL))}


def soa(serial: int = 7) -> str:
    return f"{NAME} SOA {NS1}. h.{NAME}. {serial} 14400 3600 1209600 3600"


def signed(message: dns.message.Message) -> None:
    rrsig = f"SOA 13 2 300 20261224093715 20261123093715 4711 {NAME}. c2lnbmF0dXJl"
    message.answer.append(dns.rrset.from_text(f"{NAME}.", 300, "IN", "RRSIG", rrsig))


def good(serial: int = 7) -> Table:
    """A server that speaks for the zone and gives nothing away."""
    return {
        (NAME, "SOA"): says(soa(serial)),
        (NAME, "NS"): says(f"{NAME} NS {NS1}.", f"{NAME} NS {NS2}."),
        (NAME, "NSEC3PARAM"): says(f"{NAME} NSEC3PARAM 1 0 5 abcd"),
        (NAME, "AXFR"): refuses(),
        (".", "NS"): refuses(),
    }


@asynccontextmanager
async def looked(
    servers: Mapping[str, Table], names: Table | None = None, target: DomainName = TARGET
) -> AsyncIterator[tuple[Notebook, dict[str, DnsServer]]]:
    """What is written down of these servers, by pretended address."""
    async with name_servers(servers) as (places, running), scene(VALIDATES, names or NAMES, places=places) as world:
        yield await world.run(authorities, target), running


async def test_the_parent_s_referral_is_written_down_with_its_addresses() -> None:
    async with looked({PARENT: REFERS, FIRST: good(), SECOND: good()}) as (seen, _):
        observed = seen[DELEGATION]
    assert isinstance(observed, Observed)
    assert observed.value == Delegation(NAME, "example", (NS1, NS2), {NS1: (FIRST,)})
    assert observed.source == f"ns.example [{PARENT}]:53 NS {NAME}"


async def test_a_name_below_the_zone_is_asked_about_its_zone() -> None:
    async with looked({PARENT: REFERS, FIRST: good()}, target=DomainName(f"www.{NAME}")) as (seen, _):
        assert seen.value(DELEGATION).zone == NAME


async def test_a_parent_that_has_the_zone_itself_does_not_refer_to_it() -> None:
    async with looked({PARENT: good(), FIRST: good(), SECOND: good()}) as (seen, _):
        assert seen.reason(DELEGATION) is Reason.NOT_OFFERED
        assert len(seen.value(SERVERS)) == 2


async def test_one_silent_server_of_the_parent_does_not_hide_the_other() -> None:
    names = {**NAMES, **has("example", "NS", "a.example.", "ns.example."), **has("a.example", "A", "192.0.2.9")}
    async with looked({PARENT: REFERS, FIRST: good(), SECOND: good()}, names) as (seen, _):
        assert seen.value(DELEGATION).name_servers == (NS1, NS2)


async def test_every_server_is_asked_about_the_zone_the_root_and_a_transfer() -> None:
    async with looked({PARENT: REFERS, FIRST: good(), SECOND: good()}) as (seen, running):
        first, second = seen.value(SERVERS)
        asked = [(one.rdtype, one.by_tcp) for one in running[FIRST].asked]
    assert (first.host, first.address, second.host, second.address) == (NS1, FIRST, NS2, SECOND)
    for answer in (first.udp, first.tcp, first.name_servers):
        assert isinstance(answer, Observed) and answer.value.speaks_for_zone
    for answer in (first.recursion, first.transfer):
        assert isinstance(answer, Observed) and answer.value.rcode == "REFUSED"
    assert sorted(asked) == sorted(
        [("SOA", False), ("NS", False), ("NSEC3PARAM", False), ("NS", False), ("SOA", True), ("AXFR", True)]
    )


async def test_a_server_that_only_the_parent_names_is_asked_too() -> None:
    names = {**NAMES, **has(NAME, "NS", f"{NS1}.")}
    async with looked({PARENT: REFERS, FIRST: good(), SECOND: refuses_all()}, names) as (seen, _):
        _, second = seen.value(SERVERS)
    assert second.host == NS2
    assert isinstance(second.udp, Observed)
    assert second.udp.value.rcode == "REFUSED"


def refuses_all() -> Table:
    rows = [(NAME, "SOA"), (NAME, "NS"), (NAME, "NSEC3PARAM"), (NAME, "AXFR"), (".", "NS")]
    return {row: refuses() for row in rows}


async def test_a_zone_that_cannot_be_resolved_has_the_servers_that_its_parent_names() -> None:
    broken = {**NAMES, (NAME, "NS"): Says(rcode="SERVFAIL"), (NAME, "SOA"): Says(rcode="SERVFAIL")}
    async with looked({PARENT: REFERS, FIRST: refuses_all(), SECOND: refuses_all()}, broken) as (seen, _):
        assert [server.host for server in seen.value(SERVERS)] == [NS1, NS2]


async def test_without_any_name_server_there_is_nothing_to_ask() -> None:
    async with looked({}, {(NAME, "NS"): Says(rcode="SERVFAIL")}) as (seen, _):
        assert seen.reason(SERVERS) is seen.reason(SIGNING) is Reason.DNS_FAILURE


async def test_a_server_without_address_is_written_down_as_that() -> None:
    names = {**NAMES, (NS2, "A"): Says(), (NS2, "AAAA"): Says()}
    async with looked({PARENT: REFERS, FIRST: good()}, names) as (seen, _):
        _, second = seen.value(SERVERS)
    assert (second.host, second.address) == (NS2, "")
    assert isinstance(second.udp, Unobserved)
    assert second.udp.reason is Reason.NO_ADDRESS


async def test_of_many_addresses_each_server_and_family_comes_first() -> None:
    names = {
        **NAMES,
        **has(NS1, "A", *(f"192.0.2.{number}" for number in range(10, 20))),
        **has(NS1, "AAAA", SITE6),
        **has(NS2, "A", SECOND),
    }
    async with looked({PARENT: REFERS, SECOND: good()}, names) as (seen, _):
        addresses = [server.address for server in seen.value(SERVERS)]
    assert len(addresses) == 8
    assert {SITE, SITE6, SECOND} <= set(addresses)


async def test_the_signatures_and_the_rounds_of_hashing_are_those_of_the_first_that_speaks() -> None:
    sealed = {**good(), (NAME, "SOA"): Says((soa(),), changed=changed(with_authority, signed))}
    async with looked({PARENT: REFERS, FIRST: refuses_all(), SECOND: sealed}) as (seen, _):
        signing = seen.value(SIGNING)
    start, end = datetime(2026, 11, 23, 9, 37, 15, tzinfo=UTC), datetime(2026, 12, 24, 9, 37, 15, tzinfo=UTC)
    assert signing.signatures == (Signature(13, start, end),)
    assert signing.nsec3_iterations == 5


async def test_a_zone_without_signatures_has_none() -> None:
    plain = {**good(), (NAME, "NSEC3PARAM"): says()}
    async with looked({PARENT: REFERS, FIRST: plain, SECOND: plain}) as (seen, _):
        assert seen.value(SIGNING).signatures == ()
        assert seen.value(SIGNING).nsec3_iterations is None


async def test_serials_that_differ_are_asked_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authorities, "SECOND_LOOK_S", 0.05)
    # Over UDP and TCP at once in any order, so each of the first two answers is the old one.
    catching_up = {**good(), (NAME, "SOA"): [says(soa(7)), says(soa(7)), says(soa(8))]}
    async with looked({PARENT: REFERS, FIRST: catching_up, SECOND: good(8)}) as (seen, running):
        udp = [server.udp for server in seen.value(SERVERS)]
        assert running[SECOND].times(NAME, "SOA") == 3
    serials = [one.value.records[0].split()[2] for one in udp if isinstance(one, Observed)]
    assert serials == ["8", "8"]


async def test_serials_that_agree_are_not_asked_again() -> None:
    async with looked({PARENT: REFERS, FIRST: good(), SECOND: good()}) as (_, running):
        assert running[SECOND].times(NAME, "SOA") == 2


async def test_an_answer_that_did_not_fit_counts_as_it_came_over_tcp() -> None:
    long = {**good(), (NAME, "SOA"): Says((soa(),), too_long=True, changed=changed(with_authority))}
    async with looked({PARENT: REFERS, FIRST: long, SECOND: good()}) as (seen, _):
        first, _ = seen.value(SERVERS)
    assert isinstance(first.udp, Observed)
    assert first.udp.value.speaks_for_zone


async def test_a_server_that_is_not_there_refuses_both_ways() -> None:
    async with looked({PARENT: REFERS, FIRST: good()}) as (seen, _):
        first, second = seen.value(SERVERS)
    assert isinstance(first.udp, Observed)
    answers = (second.udp, second.tcp, second.name_servers, second.recursion, second.transfer)
    assert [one.reason for one in answers if isinstance(one, Unobserved)] == [Reason.REFUSED] * 5
