"""The receiver that the documentation offers: takes in what is ours, once, in whatever order and however often it comes."""

import importlib.util
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.api_access.signing import headers_of, new_secret

_PATH = Path(__file__).parents[3] / "docs" / "recipes" / "webhook_receiver.py"
_spec = importlib.util.spec_from_file_location("webhook_receiver", _PATH)
assert _spec is not None and _spec.loader is not None
sample: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sample)

SECRET, FORMER = new_secret(), new_secret()
NOW_S = 1_790_000_000


def _message(number: int) -> tuple[str, bytes]:
    return f"msg_{number:032x}", json.dumps({"type": "quote.accepted", "data": {"id": number}}).encode()


def _send(memory: sqlite3.Connection, number: int, done: list[int], *, at_s: int = NOW_S, fails: bool = False) -> int:
    def handle(event: dict[str, Any]) -> None:
        if fails:
            raise RuntimeError("the ticket system is away")
        done.append(event["data"]["id"])

    message_id, body = _message(number)
    headers = headers_of([SECRET, FORMER], message_id, at_s, body)
    answer: int = sample.receive(headers, body, secret=SECRET, memory=memory, now_s=at_s, handle=handle)
    return answer


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=40))
def test_a_message_that_comes_again_is_never_done_twice_and_one_that_failed_is_done_later(
    tries: list[tuple[int, bool]],
) -> None:
    memory, done, wanted = sample.open_memory(":memory:"), list[int](), set[int]()
    for second, (number, fails) in enumerate(tries):
        if fails and number not in wanted:
            with pytest.raises(RuntimeError):
                _send(memory, number, done, at_s=NOW_S + second, fails=True)
        else:
            assert _send(memory, number, done, at_s=NOW_S + second, fails=fails) == 204
            wanted.add(number)
    assert sorted(done) == sorted(wanted)
    memory.close()


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_other"},
        {"webhook-timestamp": str(NOW_S + 1)},
        {"webhook-timestamp": ""},
        {"webhook-timestamp": str(NOW_S - 301)},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,é"},
    ],
)
def test_what_is_not_signed_by_us_or_was_kept_is_refused(change: dict[str, str]) -> None:
    memory = sample.open_memory(":memory:")
    message_id, body = _message(1)
    headers = {**headers_of([SECRET], message_id, NOW_S, body), **change}
    done: list[object] = []
    assert sample.receive(headers, body, secret=SECRET, memory=memory, now_s=NOW_S, handle=done.append) == 401
    assert done == []
    memory.close()


def test_a_message_that_somebody_kept_is_refused_after_five_minutes() -> None:
    memory = sample.open_memory(":memory:")
    message_id, body = _message(1)
    headers = headers_of([SECRET], message_id, NOW_S, body)
    for later, answer in ((300, 204), (301, 401)):
        got = sample.receive(
            headers, body, secret=SECRET, memory=memory, now_s=NOW_S + later, handle=lambda event: None
        )
        assert got == answer
    memory.close()


def test_a_receiver_with_the_former_secret_understands_what_both_signed() -> None:
    memory = sample.open_memory(":memory:")
    message_id, body = _message(1)
    headers = headers_of([SECRET, FORMER], message_id, NOW_S, body)
    assert sample.receive(headers, body, secret=FORMER, memory=memory, now_s=NOW_S, handle=lambda event: None) == 204
    memory.close()
