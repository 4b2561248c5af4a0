"""One message and its answer: until it is enough, until the server ends it, or until time is up."""

import asyncio
import gc
import socket

import pytest

from tests.scanner.probes.listening import SITE, Detour, Handler, closed_port, dialer, hang, listening, reset, says
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors.one_answer import NotConnected, one_answer
from weerbaar.scanner.probes.doors.usage import Usage


def three(received: bytearray) -> bool:
    return len(received) >= 3


async def asked(handler: Handler, timeout_s: float = 2.0, enough: int = 3) -> bytes:
    async with listening(handler) as port:
        answer = await one_answer(("127.0.0.1", port), b"hello", lambda got: len(got) >= enough, timeout_s)
        gc.collect()
    return answer


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write((await reader.readexactly(5)).upper())
    await hang(reader, writer)


async def test_the_answer_is_there_as_soon_as_it_is_enough() -> None:
    assert await asked(echo) == b"HELLO"


async def test_parts_are_put_together() -> None:
    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for letter in (b"a", b"b", b"c"):
            writer.write(letter)
            await asyncio.sleep(0.02)
        await hang(reader, writer)

    assert await asked(slowly) == b"abc"


async def test_a_server_that_closes_or_breaks_off_has_said_what_it_said() -> None:
    assert await asked(says(b"ab")) == b"ab"
    assert await asked(reset) == b""


async def test_silence_is_a_time_out() -> None:
    with pytest.raises(TimeoutError):
        await asked(hang, timeout_s=0.05)
    with pytest.raises(TimeoutError):
        await asked(says(b"ab", then_hang=True), timeout_s=0.05)


async def test_a_closed_port_is_no_connection() -> None:
    with pytest.raises(NotConnected) as missed:
        await one_answer(("127.0.0.1", closed_port()), b"hello", three, 1.0)
    assert isinstance(missed.value.error, OSError)


async def test_an_address_that_cannot_be_reached_is_no_connection() -> None:
    with pytest.raises(NotConnected):
        await one_answer(("255.255.255.255", 443), b"hello", three, 0.5)


async def test_a_cancelled_question_leaves_nothing_open() -> None:
    async with listening(hang) as port:
        task = asyncio.create_task(one_answer(("127.0.0.1", port), b"hello", three, 5.0))
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        gc.collect()  # an open socket complains


async def test_the_dialer_counts_refuses_and_gives_the_place_back() -> None:
    async with listening(echo) as port:
        usage = Usage()
        door = dialer(Detour({(SITE, 443): port}), usage=usage, max_connections=3)
        answers = await asyncio.gather(*(door.ask(SITE, 443, b"hello", three, timeout_s=1.0) for _ in range(4)))
    assert answers[:3] == [b"HELLO"] * 3
    assert isinstance(answers[3], Unobserved)
    assert answers[3].reason is Reason.BUDGET_SPENT
    assert usage.connections == 3


@pytest.mark.parametrize(
    ("address", "reason"), [("127.0.0.1", Reason.ADDRESS_NOT_ALLOWED), (SITE, Reason.REFUSED), ("a.example", None)]
)
async def test_what_was_no_connection_has_a_reason(address: str, reason: Reason | None) -> None:
    missed = await dialer({}).ask(address, 443, b"hello", three, timeout_s=1.0)
    assert isinstance(missed, Unobserved)
    assert missed.reason is (reason or Reason.ADDRESS_NOT_ALLOWED)


async def test_a_server_that_says_nothing_is_a_time_out_of_the_dialer() -> None:
    async with listening(hang) as port:
        missed = await dialer(Detour({(SITE, 443): port})).ask(SITE, 443, b"hello", three, timeout_s=0.05)
    assert isinstance(missed, Unobserved)
    assert missed.reason is Reason.TIMEOUT


async def test_ipv6_is_spoken_too() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as listener:
        listener.settimeout(2)
        loop = asyncio.get_running_loop()
        question = asyncio.create_task(one_answer(("::1", listener.getsockname()[1]), b"hello", three, 2.0))
        connection, _ = await loop.run_in_executor(None, listener.accept)
        with connection:
            await loop.run_in_executor(None, connection.sendall, b"yes")
            assert await question == b"yes"
