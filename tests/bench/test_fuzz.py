"""The campaign finds what it is there for, and tries the same texts on every run when nothing leads it."""

import re

import pytest

from bench.fuzz import __main__ as campaign
from bench.fuzz import growth
from bench.fuzz.attack import LONGEST, _blindly
from tests.scanner.parsers.entry_points import EntryPoint


def quadratic(text: str) -> int:
    return sum(text.count("b") for _ in text)


@pytest.mark.parametrize(("call", "is_slow"), [(quadratic, True), (str.split, False)])
def test_a_parser_whose_time_grows_too_fast_is_found(
    call: object, is_slow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"_SHORT": 2_000, "_LONG": 20_000, "_LEAST_S": 0.0005, "_RUNS": 3}.items():
        monkeypatch.setattr(growth, name, value)
    point = EntryPoint("any", call, ("a",))  # type: ignore[arg-type]
    assert bool([factor for _, factor in growth.slow_texts(point) if factor > 25]) is is_slow


def test_what_a_long_text_makes_a_parser_raise_is_a_finding() -> None:
    def breaks(text: str) -> None:
        if len(text) > LONGEST:
            raise KeyError("too deep")

    assert campaign.timed(EntryPoint("any", breaks, ("a",))) == ["any: KeyError: 'too deep'"]


def test_blind_mutations_are_the_same_every_time() -> None:
    runs: list[list[str]] = [[], []]
    for texts in runs:
        _blindly(texts.append, ("v=spf1 mx -all", "v=spf1 include:a.example ~all"), 200)
    assert runs[0] == runs[1]
    assert len(set(runs[0])) > 150


def test_a_finding_names_its_error_and_the_file_with_the_text() -> None:
    shown = " === Uncaught Python exception: ===\nLookupError: unknown encoding: X\nTest unit written to /x/crash-1\n"
    assert campaign._last_words(shown) == "LookupError: unknown encoding: X /x/crash-1"


def test_the_seeds_cover_most_entry_points() -> None:
    points = campaign.entry_points()
    own = [point for point in points if point.seeds[0] != ""]
    assert len(own) > len(points) / 2
    assert all(re.fullmatch(r"\w+\.\w+", point.name) for point in points)
