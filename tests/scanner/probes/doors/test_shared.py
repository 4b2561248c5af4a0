"""A mail host that many domains share is visited once; only real answers are kept, and not for ever."""

import asyncio

import pytest

from tests.scanner.probes.listening import TestClock
from weerbaar.scanner.probes.doors import shared as module
from weerbaar.scanner.probes.doors.shared import Shared


class Looks:
    """Counts how often somebody looked."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.times = 0

    async def __call__(self) -> str:
        self.times += 1
        await asyncio.sleep(0)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def keeping(clock: TestClock, keep_s: float = 60) -> Shared[str]:
    return Shared(clock, keep_s, lambda seen: seen != "busy")


async def test_of_many_who_want_it_one_looks() -> None:
    looks = Looks("hello")
    shared = keeping(TestClock())
    assert await asyncio.gather(*(shared.get("mx", looks) for _ in range(20))) == ["hello"] * 20
    assert looks.times == 1


async def test_after_a_while_it_is_looked_at_anew() -> None:
    clock, looks = TestClock(), Looks("old", "new")
    shared = keeping(clock)
    assert await shared.get("mx", looks) == "old"
    clock.seconds = 59
    assert await shared.get("mx", looks) == "old"
    clock.seconds = 61
    assert await shared.get("mx", looks) == "new"
    clock.seconds = 120
    assert await shared.get("mx", looks) == "new"
    assert looks.times == 2


async def test_what_is_no_answer_is_not_kept() -> None:
    looks = Looks("busy", "hello")
    shared = keeping(TestClock())
    assert [await shared.get("mx", looks) for _ in range(3)] == ["busy", "hello", "hello"]


async def test_without_keeping_everybody_looks() -> None:
    looks = Looks("hello")
    shared = keeping(TestClock(), keep_s=0)
    assert [await shared.get("mx", looks) for _ in range(3)] == ["hello"] * 3
    assert looks.times == 3


async def test_when_the_one_who_looks_is_cancelled_the_next_one_looks() -> None:
    shared = keeping(TestClock())

    async def endless() -> str:
        await asyncio.sleep(60)
        return "never"

    first = asyncio.create_task(shared.get("mx", endless))
    second = asyncio.create_task(shared.get("mx", Looks("hello")))
    await asyncio.sleep(0.01)
    first.cancel()
    assert await asyncio.wait_for(second, 1) == "hello"


async def test_the_oldest_goes_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    shared, looks = keeping(TestClock()), Looks("hello")
    for key in "abcd":
        await shared.get(key, looks)
    await shared.get("d", looks)
    assert looks.times == 4
    await shared.get("a", looks)
    assert looks.times == 5
    assert len(shared._kept) == 3


async def test_hosts_that_never_answer_take_no_memory() -> None:
    shared, looks = keeping(TestClock()), Looks("busy")
    for number in range(100):
        await shared.get(number, looks)
    assert not shared._asking


async def test_a_bug_while_looking_takes_no_memory_and_blocks_nobody() -> None:
    shared = keeping(TestClock())

    async def broken() -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await shared.get("mx", broken)
    assert await asyncio.wait_for(shared.get("mx", Looks("hello")), 1) == "hello"
    assert not shared._asking
