"""At most two connections to an address, one at a time for mail, and a cancelled wait holds nothing."""

import asyncio

import pytest

from tests.scanner.probes.listening import TestClock
from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.places import MAIL_PORT, Place, Places

ADDRESS = "192.0.2.10"


async def is_waiting(task: "asyncio.Task[Place]") -> bool:
    for _ in range(5):
        await asyncio.sleep(0)
    return not task.done()


async def test_the_third_visitor_of_an_address_waits_until_a_place_is_given_back() -> None:
    places = Places(TestClock())
    first = await places.take(ADDRESS, 443)
    second = await places.take(ADDRESS, 80)
    third = asyncio.create_task(places.take(ADDRESS, 443))
    assert await is_waiting(third)
    first.give_back()
    (await third).give_back()
    second.give_back()


async def test_visitors_of_different_addresses_do_not_wait_for_each_other() -> None:
    places = Places(TestClock())
    held = [await places.take(f"192.0.2.{number}", 443) for number in range(20)]
    for place in held:
        place.give_back()


async def test_a_place_given_back_twice_counts_once() -> None:
    places = Places(TestClock())
    first = await places.take(ADDRESS, 443)
    second = await places.take(ADDRESS, 443)
    first.give_back()
    first.give_back()
    third = await places.take(ADDRESS, 443)
    fourth = asyncio.create_task(places.take(ADDRESS, 443))
    assert await is_waiting(fourth)
    second.give_back()
    third.give_back()
    (await fourth).give_back()


async def test_a_cancelled_wait_holds_nothing() -> None:
    places = Places(TestClock())
    held = [await places.take(ADDRESS, 443) for _ in range(2)]
    waiting = [asyncio.create_task(places.take(ADDRESS, 443)) for _ in range(3)]
    assert await is_waiting(waiting[0])
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    for place in held:
        place.give_back()
    for place in [await asyncio.wait_for(places.take(ADDRESS, 443), 1) for _ in range(2)]:
        place.give_back()


async def test_mail_is_visited_one_at_a_time() -> None:
    places = Places(TestClock(), mail_pause_s=0)
    first = await places.take(ADDRESS, MAIL_PORT)
    second = asyncio.create_task(places.take(ADDRESS, MAIL_PORT))
    assert await is_waiting(second)
    first.give_back()
    (await second).give_back()


async def test_mail_visits_to_one_address_have_a_pause_between_them() -> None:
    places = Places(SystemClock(), mail_pause_s=0.05)
    loop = asyncio.get_running_loop()
    (await places.take(ADDRESS, MAIL_PORT)).give_back()
    start = loop.time()
    (await places.take("192.0.2.11", MAIL_PORT)).give_back()
    assert loop.time() - start < 0.04
    (await places.take(ADDRESS, MAIL_PORT)).give_back()
    assert loop.time() - start >= 0.04


@pytest.mark.parametrize("reason_to_wait", ["pause", "place"])
async def test_a_cancelled_mail_visit_lets_the_next_one_in(reason_to_wait: str) -> None:
    places = Places(TestClock(), mail_pause_s=30 if reason_to_wait == "pause" else 0)
    held = []
    if reason_to_wait == "pause":
        (await places.take(ADDRESS, MAIL_PORT)).give_back()
    else:
        held = [await places.take(ADDRESS, 443) for _ in range(2)]
    waiting = asyncio.create_task(places.take(ADDRESS, MAIL_PORT))
    assert await is_waiting(waiting)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    for place in held:
        place.give_back()
    places._left_at.clear()
    (await asyncio.wait_for(places.take(ADDRESS, MAIL_PORT), 1)).give_back()


async def test_a_long_campaign_does_not_fill_the_memory() -> None:
    clock = TestClock()
    places = Places(clock)
    for number in range(3000):
        clock.seconds = float(number)
        (await places.take(f"10.0.{number // 256}.{number % 256}", MAIL_PORT)).give_back()
    assert len(places._left_at) <= 1024
    assert not places._all._queues
    assert not places._mail._queues
