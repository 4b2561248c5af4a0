"""One scan asks each name once, follows aliases, and turns every trouble of name servers into a reason."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import dns.edns
import dns.message
import pytest

from tests.scanner.probes.dns_server import SILENT, DnsServer, Says, Table, dns_server
from tests.scanner.probes.listening import TestClock
from weerbaar.scanner.facts.dns import Answer, AnswerKind, Validation
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors import transport
from weerbaar.scanner.probes.doors.resolver import CachingResolver
from weerbaar.scanner.probes.doors.settings import DoorSettings, Endpoint
from weerbaar.scanner.probes.doors.upstreams import Upstreams
from weerbaar.scanner.probes.doors.usage import Usage

BOGUS = "broken.example"
# What a resolver that validates says of the root and of a name whose signatures are broken.
VALIDATES: Table = {
    (".", "SOA"): Says((". SOA a.root. b.root. 1 2 3 4 5",), signed=True),
    (BOGUS, "SOA"): Says((f"{BOGUS} SOA ns.{BOGUS}. h.{BOGUS}. 1 2 3 4 5",), bogus=True),
}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of silence alone: where an answer comes, a busy machine needs its time."""
    monkeypatch.setattr(transport, "ATTEMPT_TIMEOUT_S", 0.1)


@asynccontextmanager
async def resolving(
    table: Table, *, max_queries: int = 400, forward: Mapping[str, Endpoint] | None = None, usage: Usage | None = None
) -> AsyncIterator[tuple[CachingResolver, DnsServer]]:
    async with dns_server(table) as server:
        settings = DoorSettings(resolver=server.endpoint, bogus_names=(BOGUS,), forward=forward or {})
        upstreams = Upstreams(settings, TestClock())
        try:
            yield CachingResolver(upstreams, usage or Usage(), TestClock(), max_queries=max_queries), server
        finally:
            upstreams.close()


def value(seen: Observation[Answer]) -> Answer:
    assert isinstance(seen, Observed)
    return seen.value


def reason(seen: Observation[Answer]) -> Reason:
    assert isinstance(seen, Unobserved)
    return seen.reason


async def test_an_answer_says_what_was_asked_and_where_it_stands() -> None:
    async with resolving({("www.example.nl", "A"): Says(("www.example.nl A 192.0.2.1",))}) as (resolver, _):
        seen = await resolver.ask("WWW.Example.nl.", "A")
    assert isinstance(seen, Observed)
    assert seen.source == "DNS A www.example.nl"
    assert seen.value == Answer("www.example.nl", "A", AnswerKind.RECORDS, ("192.0.2.1",), "www.example.nl", None)


async def test_a_question_that_many_want_is_asked_once() -> None:
    async with resolving({("example.nl", "MX"): Says(("example.nl MX 10 mx.example.nl.",))}) as (resolver, server):
        answers = await asyncio.gather(*(resolver.ask("example.nl", "MX") for _ in range(50)))
        again = await resolver.ask("EXAMPLE.NL", "MX")
    assert {value(answer).records for answer in (*answers, again)} == {("10 mx.example.nl",)}
    assert server.times("example.nl", "MX") == 1


async def test_an_answer_stays_what_it_was_though_the_server_changes_its_mind() -> None:
    turns = [Says(("r.example.nl A 192.0.2.1",)), Says(("r.example.nl A 127.0.0.1",))]
    async with resolving({("r.example.nl", "A"): turns}) as (resolver, _):
        first, second = [await resolver.ask("r.example.nl", "A") for _ in range(2)]
    assert value(first).records == value(second).records == ("192.0.2.1",)


async def test_a_name_without_this_type_has_no_data_and_a_name_that_is_absent_no_name() -> None:
    table = {("example.nl", "A"): Says(("example.nl A 192.0.2.1",))}
    async with resolving(table) as (resolver, _):
        assert value(await resolver.ask("example.nl", "TXT")).kind is AnswerKind.NO_DATA
        assert value(await resolver.ask("absent.example.nl", "A")).kind is AnswerKind.NO_NAME
        assert value(await resolver.ask("bakkerij.example", "A")).kind is AnswerKind.NO_NAME


async def test_nxdomain_for_one_type_of_a_name_that_exists_is_kept_for_that_type() -> None:
    table = {("example.nl", "A"): Says(("example.nl A 192.0.2.1",)), ("example.nl", "TXT"): Says(rcode="NXDOMAIN")}
    async with resolving(table) as (resolver, _):
        assert value(await resolver.ask("example.nl", "TXT")).kind is AnswerKind.NO_NAME
        assert value(await resolver.ask("example.nl", "A")).kind is AnswerKind.RECORDS


async def test_aliases_in_the_answer_are_followed() -> None:
    chain = ("www.example.nl CNAME a.host.nl.", "a.host.nl CNAME b.host.nl.", "b.host.nl A 192.0.2.1")
    async with resolving({("www.example.nl", "A"): Says(chain)}) as (resolver, server):
        answer = value(await resolver.ask("www.example.nl", "A"))
    assert (answer.name, answer.owner, answer.records) == ("www.example.nl", "b.host.nl", ("192.0.2.1",))
    assert len(server.asked) == 1 + 1  # and the root, for the proof


async def test_the_target_of_a_lone_alias_is_asked() -> None:
    table = {
        ("www.example.nl", "A"): Says(("www.example.nl CNAME host.nl.",)),
        ("host.nl", "A"): Says(("host.nl A 192.0.2.1",)),
    }
    async with resolving(table) as (resolver, _):
        answer = value(await resolver.ask("www.example.nl", "A"))
    assert (answer.owner, answer.records) == ("host.nl", ("192.0.2.1",))


async def test_an_alias_to_nowhere_is_no_name() -> None:
    table = {("www.example.nl", "A"): Says(("www.example.nl CNAME gone.nl.",), rcode="NXDOMAIN")}
    async with resolving(table) as (resolver, _):
        answer = value(await resolver.ask("www.example.nl", "A"))
    assert (answer.kind, answer.owner) == (AnswerKind.NO_NAME, "gone.nl")


async def test_asking_for_the_alias_itself_does_not_follow_it() -> None:
    table = {("www.example.nl", "CNAME"): Says(("www.example.nl CNAME host.nl.",))}
    async with resolving(table) as (resolver, _):
        assert value(await resolver.ask("www.example.nl", "CNAME")).records == ("host.nl",)


@pytest.mark.parametrize(
    "chain",
    [("a.nl CNAME a.nl.",), ("a.nl CNAME b.nl.", "b.nl CNAME a.nl.")],
    ids=["itself", "each other"],
)
async def test_a_loop_of_aliases_ends(chain: tuple[str, ...]) -> None:
    async with resolving({("a.nl", "A"): Says(chain)}) as (resolver, server):
        assert reason(await resolver.ask("a.nl", "A")) is Reason.DNS_FAILURE
    assert len(server.asked) <= 2


async def test_a_loop_over_several_answers_ends() -> None:
    table = {("a.nl", "A"): Says(("a.nl CNAME b.nl.",)), ("b.nl", "A"): Says(("b.nl CNAME a.nl.",))}
    async with resolving(table) as (resolver, server):
        assert reason(await resolver.ask("a.nl", "A")) is Reason.DNS_FAILURE
    assert server.times("a.nl", "A") == 1


@pytest.mark.parametrize(("aliases", "is_found"), [(8, True), (9, False)])
async def test_a_chain_of_aliases_has_a_bound(aliases: int, is_found: bool) -> None:
    table = {(f"n{at}.nl", "A"): Says((f"n{at}.nl CNAME n{at + 1}.nl.",)) for at in range(aliases)}
    table[f"n{aliases}.nl", "A"] = Says((f"n{aliases}.nl A 192.0.2.1",))
    async with resolving(table) as (resolver, _):
        assert isinstance(await resolver.ask("n0.nl", "A"), Observed) is is_found


async def test_records_of_a_stranger_beside_the_answer_do_not_count() -> None:
    lines = ("example.nl A 192.0.2.1", "bank.nl A 192.0.2.66", "bank.nl CNAME evil.nl.")
    async with resolving({("example.nl", "A"): Says(lines)}) as (resolver, _):
        assert value(await resolver.ask("example.nl", "A")).records == ("192.0.2.1",)
        assert value(await resolver.ask("bank.nl", "A")).kind is AnswerKind.NO_NAME


async def test_broken_signatures_are_bogus() -> None:
    table = {**VALIDATES, ("b.nl", "A"): Says(("b.nl A 192.0.2.1",), bogus=True)}
    async with resolving(table) as (resolver, server):
        assert reason(await resolver.ask("b.nl", "A")) is Reason.DNS_BOGUS
    assert [asked.checking_disabled for asked in server.asked if asked.name == "b.nl"] == [False, True, False]


def explained(*codes: int) -> Says:
    """SERVFAIL with extended errors, behind another option that means nothing here."""

    def explain(message: bytes) -> list[bytes]:
        reply = dns.message.from_wire(message)
        errors = [dns.edns.EDEOption(dns.edns.EDECode(code), "in words") for code in codes]
        reply.use_edns(0, options=[dns.edns.GenericOption(10, b"cookie00"), *errors])
        return [reply.to_wire()]

    return Says(rcode="SERVFAIL", changed=explain)


@pytest.mark.parametrize("codes", [(6,), (22, 9), (12,)])
async def test_a_failure_that_the_server_blames_on_signatures_is_bogus_at_once(codes: tuple[int, ...]) -> None:
    async with resolving({("b.nl", "A"): explained(*codes)}) as (resolver, server):
        assert reason(await resolver.ask("b.nl", "A")) is Reason.DNS_BOGUS
    assert server.times("b.nl", "A") == 1


@pytest.mark.parametrize("codes", [(), (5,), (13,), (22, 23)])
async def test_a_failure_for_another_cause_is_a_failure(codes: tuple[int, ...]) -> None:
    async with resolving({("b.nl", "A"): explained(*codes)}) as (resolver, _):
        assert reason(await resolver.ask("b.nl", "A")) is Reason.DNS_FAILURE


async def test_a_server_in_trouble_is_a_failure() -> None:
    async with resolving({("b.nl", "A"): Says(rcode="SERVFAIL")}) as (resolver, _):
        assert reason(await resolver.ask("b.nl", "A")) is Reason.DNS_FAILURE


async def test_a_server_that_answers_now_and_then_is_believed_when_it_does() -> None:
    turns = [Says(rcode="SERVFAIL"), Says(("b.nl A 192.0.2.1",)), Says(("b.nl A 192.0.2.1",))]
    async with resolving({("b.nl", "A"): turns}) as (resolver, _):
        assert value(await resolver.ask("b.nl", "A")).records == ("192.0.2.1",)


@pytest.mark.parametrize("rcode", ["REFUSED", "FORMERR", "NOTIMP", "YXDOMAIN"])
async def test_a_refusal_is_a_failure(rcode: str) -> None:
    async with resolving({("b.nl", "A"): Says(rcode=rcode)}) as (resolver, _):
        seen = await resolver.ask("b.nl", "A")
    assert reason(seen) is Reason.DNS_FAILURE


@pytest.mark.usefixtures("impatient")
async def test_silence_is_a_time_out_and_is_not_tried_again() -> None:
    async with resolving({("b.nl", "A"): SILENT}) as (resolver, server):
        assert reason(await resolver.ask("b.nl", "A")) is Reason.DNS_TIMEOUT
        assert reason(await resolver.ask("b.nl", "A")) is Reason.DNS_TIMEOUT
    assert server.times("b.nl", "A") == 2  # both attempts of the one question


@pytest.mark.parametrize("name", ["a..nl", "a" * 64 + ".nl", "café.nl", "a b.nl"])
async def test_what_is_no_name_is_never_asked(name: str) -> None:
    async with resolving({}) as (resolver, server):
        assert reason(await resolver.ask(name, "A")) is Reason.DNS_FAILURE
    assert server.asked == []


async def test_the_budget_ends_the_asking() -> None:
    usage = Usage()
    async with resolving({}, max_queries=3, usage=usage) as (resolver, _):
        seen = [await resolver.ask(f"n{number}.nl", "A") for number in range(5)]
        assert isinstance(await resolver.ask("n0.nl", "A"), Observed)
    assert [isinstance(answer, Observed) for answer in seen] == [True, True, True, False, False]
    assert reason(seen[-1]) is Reason.BUDGET_SPENT
    assert usage.queries == 3


async def test_when_the_asker_is_cancelled_one_of_those_who_wait_asks() -> None:
    turns = [SILENT, Says(("example.nl A 192.0.2.1",))]
    async with resolving({("example.nl", "A"): turns}) as (resolver, server):
        first = asyncio.create_task(resolver.ask("example.nl", "A"))
        others = [asyncio.create_task(resolver.ask("example.nl", "A")) for _ in range(5)]
        await asyncio.sleep(0.03)
        first.cancel()
        answers = await asyncio.wait_for(asyncio.gather(*others), 2)
        assert {value(answer).records for answer in answers} == {("192.0.2.1",)}
        assert server.times("example.nl", "A") == 2
        assert resolver._asking == {}


async def test_names_below_a_suffix_go_to_the_server_of_that_suffix() -> None:
    async with dns_server({("a.demo.example", "A"): Says(("a.demo.example A 192.0.2.7",))}) as nearer:
        table = {("a.demo.example", "A"): Says(("a.demo.example A 192.0.2.8",))}
        table["ademo.example", "A"] = Says(("ademo.example A 192.0.2.9",))
        async with resolving(table, forward={"Demo.Example.": nearer.endpoint}) as (resolver, usual):
            assert value(await resolver.ask("a.demo.example", "A")).records == ("192.0.2.7",)
            assert value(await resolver.ask("ademo.example", "A")).records == ("192.0.2.9",)
            assert usual.times("a.demo.example", "A") == 0


async def test_an_alias_may_lead_from_one_server_to_the_other() -> None:
    async with dns_server({("a.demo.example", "A"): Says(("a.demo.example A 192.0.2.7",))}) as nearer:
        table = {("www.nl", "A"): Says(("www.nl CNAME a.demo.example.",))}
        async with resolving(table, forward={"demo.example": nearer.endpoint}) as (resolver, _):
            assert value(await resolver.ask("www.nl", "A")).records == ("192.0.2.7",)


async def test_the_flag_of_a_proven_resolver_counts() -> None:
    table = {
        **VALIDATES,
        ("s.nl", "SOA"): Says(("s.nl SOA ns.s.nl. h.s.nl. 1 2 3 4 5",), signed=True),
        ("i.nl", "SOA"): Says(("i.nl SOA ns.i.nl. h.i.nl. 1 2 3 4 5",)),
    }
    async with resolving(table) as (resolver, _):
        assert value(await resolver.ask("s.nl", "SOA")).secure is True
        assert value(await resolver.ask("i.nl", "SOA")).secure is False
        for name, expected in (("s.nl", Validation.SECURE), ("i.nl", Validation.INSECURE), (BOGUS, Validation.BOGUS)):
            seen = await resolver.validation(name)
            assert isinstance(seen, Observed)
            assert seen.value is expected


async def test_a_chain_is_only_as_secure_as_its_weakest_part() -> None:
    table = {
        **VALIDATES,
        ("w.nl", "A"): Says(("w.nl CNAME h.nl.",), signed=True),
        ("h.nl", "A"): Says(("h.nl A 192.0.2.1",)),
    }
    async with resolving(table) as (resolver, _):
        assert value(await resolver.ask("w.nl", "A")).secure is False


async def test_the_flag_of_a_resolver_that_proves_nothing_says_nothing() -> None:
    table = {("s.nl", "SOA"): Says(("s.nl SOA ns.s.nl. h.s.nl. 1 2 3 4 5",), signed=True)}
    async with resolving(table) as (resolver, _):
        assert value(await resolver.ask("s.nl", "SOA")).secure is None
        seen = await resolver.validation("s.nl")
    assert isinstance(seen, Unobserved)
    assert seen.reason is Reason.NOT_VALIDATING


async def test_validation_of_a_silent_zone_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    async with resolving({**VALIDATES, ("s.nl", "SOA"): SILENT}) as (resolver, _):
        assert isinstance(await resolver.validation(BOGUS), Observed)  # the proof is made
        monkeypatch.setattr(transport, "ATTEMPT_TIMEOUT_S", 0.1)
        seen = await resolver.validation("s.nl")
    assert isinstance(seen, Unobserved)
    assert seen.reason is Reason.DNS_TIMEOUT


async def test_a_zone_whose_servers_are_bogus_is_bogus_though_the_rest_just_fails() -> None:
    table = {
        **VALIDATES,
        ("b.nl", "SOA"): Says(rcode="SERVFAIL"),
        ("b.nl", "NS"): Says(("b.nl NS n.b.nl.",), bogus=True),
    }
    async with resolving(table) as (resolver, _):
        seen = await resolver.validation("b.nl")
    assert isinstance(seen, Observed)
    assert seen.value is Validation.BOGUS


async def test_a_zone_that_just_fails_is_not_known_to_be_bogus() -> None:
    table = {**VALIDATES, **{("b.nl", rdtype): Says(rcode="SERVFAIL") for rdtype in ("SOA", "NS")}}
    async with resolving(table) as (resolver, _):
        seen = await resolver.validation("b.nl")
    assert isinstance(seen, Unobserved)
    assert seen.reason is Reason.DNS_FAILURE
