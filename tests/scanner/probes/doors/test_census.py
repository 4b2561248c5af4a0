"""The census: absent, present and unclear told apart, within a budget of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.scanner.probes.dns_server import SILENT, DnsServer, Says, Table, dns_server
from tests.scanner.probes.listening import TestClock
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.probes.doors import exchange
from weerbaar.scanner.probes.doors.census import ResolverCensus
from weerbaar.scanner.probes.doors.doors import NameAnswer
from weerbaar.scanner.probes.doors.settings import DoorSettings
from weerbaar.scanner.probes.doors.upstreams import Upstreams
from weerbaar.scanner.probes.doors.usage import Usage


@asynccontextmanager
async def census(
    table: Table, *, max_queries: int = 700, other: DnsServer | None = None
) -> AsyncIterator[tuple[ResolverCensus, DnsServer, Usage]]:
    async with dns_server(table) as server:
        forward = {"example": other.endpoint} if other else {}
        upstreams, usage = Upstreams(DoorSettings(resolver=server.endpoint, forward=forward), TestClock()), Usage()
        try:
            yield ResolverCensus(upstreams, usage, asyncio.Semaphore(1), max_queries=max_queries), server, usage
        finally:
            upstreams.close()


async def test_absent_and_present_names_are_told_apart() -> None:
    table: Table = {
        ("vrij.nl", "NS"): Says(rcode="NXDOMAIN"),
        ("bezet.nl", "NS"): Says(("bezet.nl NS ns1.dienst.nl.", "bezet.nl NS ns2.dienst.nl.")),
        ("leeg.nl", "NS"): Says(),
    }
    async with census(table) as (door, _, usage):
        found = await door.ask(["vrij.nl", "bezet.nl", "leeg.nl"], "NS")
    assert found == {
        "vrij.nl": NameAnswer(AnswerKind.NO_NAME, ()),
        "bezet.nl": NameAnswer(AnswerKind.RECORDS, ("ns1.dienst.nl", "ns2.dienst.nl")),
        "leeg.nl": NameAnswer(AnswerKind.NO_DATA, ()),
    }
    assert (usage.census, usage.queries) == (3, 0)


async def test_records_at_the_end_of_an_alias_count() -> None:
    table: Table = {("bezet.nl", "A"): Says(("bezet.nl CNAME park.dienst.nl.", "park.dienst.nl A 192.0.2.1"))}
    async with census(table) as (door, _, _):
        found = await door.ask(["bezet.nl"], "A")
    assert found == {"bezet.nl": NameAnswer(AnswerKind.RECORDS, ("192.0.2.1",))}


async def test_signatures_are_not_checked() -> None:
    async with census({("bezet.nl", "NS"): Says()}) as (door, server, _):
        await door.ask(["bezet.nl"], "NS")
    assert [asked.checking_disabled for asked in server.asked] == [True]


async def test_trouble_says_nothing_about_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "ATTEMPT_TIMEOUT_S", 0.2)
    monkeypatch.setattr(exchange, "_TICK_S", 0.05)
    table: Table = {
        ("stuk.nl", "NS"): Says(rcode="SERVFAIL"),
        ("nee.nl", "NS"): Says(rcode="REFUSED"),
        ("stil.nl", "NS"): SILENT,
        ("half.nl", "NS"): Says(("half.nl NS ns.nl.",), changed=lambda message: [message[:-8]]),
        ("vrij.nl", "NS"): Says(rcode="NXDOMAIN"),
    }
    async with census(table) as (door, _, _):
        found = await door.ask(["stuk.nl", "nee.nl", "stil.nl", "half.nl", "a..nl", "vrij.nl"], "NS")
    assert list(found) == ["vrij.nl"]


async def test_the_budget_is_for_all_rounds_together() -> None:
    async with census({}, max_queries=3) as (door, server, _):
        assert len(await door.ask(["a.nl", "b.nl"], "NS")) == 2
        assert len(await door.ask(["c.nl", "d.nl"], "NS")) == 1
    assert [asked.name for asked in server.asked] == ["a.nl", "b.nl", "c.nl"]


async def test_names_below_a_suffix_are_asked_of_its_own_server() -> None:
    async with dns_server({}) as other, census({}, other=other) as (door, server, _):
        found = await door.ask(["a.example", "b.nl"], "NS")
        assert [asked.name for asked in other.asked] == ["a.example"]
    assert [asked.name for asked in server.asked] == ["b.nl"]
    assert len(found) == 2
