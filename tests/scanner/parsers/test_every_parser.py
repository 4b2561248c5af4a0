"""What holds for every parser: no text makes it raise, and ten times the text costs at most about ten times the work.

The work is counted, in lines of Python that run, so that a busy machine changes nothing. What regular expressions and
the standard library do inside one line is timed by the fuzz campaign (`make fuzz`).
"""

import re
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scanner.parsers.entry_points import ADAPTED, NOT_OF_THE_WORLD, EntryPoint, entry_points, names, unreachable

POINTS = entry_points()
REPEATS = 150
# Ten times the text, and a fifth for what does not grow evenly.
MOST_GROWTH = 12

every_point = pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)


def pieces(point: EntryPoint) -> list[str]:
    """What can be repeated: the signs and the first words of the seeds, and whole seeds."""
    words = [word for seed in point.seeds for word in re.findall(r"[A-Za-z0-9]+|\s|.", seed)]
    signs = [word for word in dict.fromkeys(words) if not word.isalnum()]
    return [
        *signs[:14],
        *[word for word in dict.fromkeys(words) if word.isalnum()][:3],
        *(f"{seed} " for seed in point.seeds),
    ]


def mutated(point: EntryPoint) -> st.SearchStrategy[str]:
    """Seeds with parts taken out, put elsewhere, doubled, and strange signs in between."""
    parts = [part for seed in point.seeds for part in re.findall(r"[A-Za-z0-9]+|\s+|.", seed)]
    strange = ["\0", "\x7f", "\u2028", "\u212a", "\u0661", "\ud800", "9" * 30, '"', "\\", "\r", "%", "é"]
    return st.lists(st.sampled_from([*parts, *strange]), max_size=60).map("".join) | st.sampled_from(point.seeds)


@every_point
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_text_makes_it_raise(point: EntryPoint, data: st.DataObject) -> None:
    point.call(data.draw(st.text() | mutated(point)))


@every_point
def test_its_seeds_do_not_make_it_raise(point: EntryPoint) -> None:
    for seed in point.seeds:
        point.call(seed)


@every_point
def test_ten_times_the_text_takes_about_ten_times_the_work(point: EntryPoint) -> None:
    for piece in pieces(point):
        for start in ("", point.seeds[0]):
            once, tenfold = (lines_run(point, start + piece * times) for times in (REPEATS, 10 * REPEATS))
            assert tenfold <= MOST_GROWTH * once, (start, piece, once, tenfold)


def lines_run(point: EntryPoint, text: str) -> int:
    """How many lines of Python run while the text is read."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    point.call(text)  # fills caches, which would else count for the first text alone
    sys.settrace(trace)
    try:
        point.call(text)
    finally:
        sys.settrace(before)
    return count


def test_a_parser_that_starts_anew_at_every_sign_is_found() -> None:
    def slow(text: str) -> int:
        found = 0
        for start in range(len(text)):
            for _ in text[start:]:
                found += 1
        return found

    point = EntryPoint("slow", slow, ("a",))
    assert lines_run(point, "a" * 1000) > MOST_GROWTH * lines_run(point, "a" * 100)


def test_exceptions_and_adapters_name_functions_that_exist() -> None:
    assert {*NOT_OF_THE_WORLD, *ADAPTED} <= names()
    assert len(POINTS) > 50
    assert unreachable() == set()
