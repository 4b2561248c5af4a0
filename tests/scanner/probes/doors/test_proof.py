"""A resolver's word on signatures counts only after it refused a name that is broken on purpose."""

import asyncio

import pytest

from tests.scanner.probes.dns_server import SILENT, DnsServer, Says, Table, dns_server
from tests.scanner.probes.listening import TestClock
from weerbaar.scanner.probes.doors import transport
from weerbaar.scanner.probes.doors.proof import RETRY_AFTER_S, ValidationProof
from weerbaar.scanner.probes.doors.transport import DnsTransport

ROOT = Says((". SOA a.root. b.root. 1 2 3 4 5",), signed=True)
BROKEN = Says(("broken.example SOA ns.example. h.example. 1 2 3 4 5",), bogus=True)
UNSEEN = Says(("broken.example SOA ns.example. h.example. 1 2 3 4 5",))
KEYS = {"root": (".", "SOA"), "broken": ("broken.example", "SOA"), "other": ("other.example", "SOA")}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """For silent servers alone: where an answer comes, a busy machine needs its time."""
    monkeypatch.setattr(transport, "ATTEMPT_TIMEOUT_S", 0.2)


def table(**said: Says) -> Table:
    return {KEYS[word]: answer for word, answer in said.items()}


class Proving:
    """A proof on a server, with a clock that the test moves."""

    def __init__(self, server: DnsServer, names: tuple[str, ...]) -> None:
        self.clock = TestClock()
        self.transport = DnsTransport(server.endpoint)
        self.proof = ValidationProof(self.transport, names, self.clock)


async def holds(said: Table, names: tuple[str, ...] = ("broken.example",)) -> bool:
    async with dns_server(said) as server:
        proving = Proving(server, names)
        try:
            return await proving.proof.holds()
        finally:
            proving.transport.close()


async def test_a_resolver_that_refuses_the_broken_name_validates() -> None:
    assert await holds(table(root=ROOT, broken=BROKEN))


async def test_a_resolver_that_only_copies_the_flag_does_not() -> None:
    assert not await holds(table(root=ROOT, broken=UNSEEN))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "said",
    [
        table(root=Says(ROOT.records), broken=BROKEN),
        table(root=Says(signed=True), broken=BROKEN),
        table(root=SILENT, broken=BROKEN),
        table(root=Says(rcode="REFUSED"), broken=BROKEN),
        table(root=ROOT),
        table(root=ROOT, broken=Says(rcode="SERVFAIL")),
        table(root=ROOT, broken=SILENT),
    ],
    ids=["root not signed", "root empty", "silent", "refused", "name is gone", "name is down", "name is silent"],
)
async def test_anything_less_proves_nothing(said: Table) -> None:
    assert not await holds(said)


async def test_a_name_that_is_gone_leaves_the_proof_to_the_next() -> None:
    other = Says(("other.example SOA ns.example. h.example. 1 2 3 4 5",), bogus=True)
    assert await holds(table(root=ROOT, other=other), ("broken.example", "other.example"))


async def test_no_names_prove_nothing() -> None:
    assert not await holds(table(root=ROOT), ())
    assert not await holds(table(root=ROOT), ("not a name",))


async def test_the_proof_is_made_once_for_all() -> None:
    async with dns_server(table(root=ROOT, broken=BROKEN)) as server:
        proving = Proving(server, ("broken.example",))
        assert all(await asyncio.gather(*(proving.proof.holds() for _ in range(20))))
        assert await proving.proof.holds()
        assert server.times(".", "SOA") == 1
        proving.transport.close()


async def test_a_failed_proof_is_tried_again_after_a_while() -> None:
    async with dns_server({KEYS["root"]: [Says(rcode="SERVFAIL"), ROOT], KEYS["broken"]: BROKEN}) as server:
        proving = Proving(server, ("broken.example",))
        assert not await proving.proof.holds()
        proving.clock.seconds = RETRY_AFTER_S - 1
        assert not await proving.proof.holds()
        assert server.times(".", "SOA") == 1
        proving.clock.seconds = RETRY_AFTER_S + 1
        assert await proving.proof.holds()
        proving.transport.close()


async def test_a_cancelled_proof_leaves_the_next_one_free_to_try() -> None:
    async with dns_server({KEYS["root"]: [SILENT, ROOT], KEYS["broken"]: BROKEN}) as server:
        proving = Proving(server, ("broken.example",))
        first = asyncio.create_task(proving.proof.holds())
        await asyncio.sleep(0.02)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        assert await asyncio.wait_for(proving.proof.holds(), 2)
        proving.transport.close()
