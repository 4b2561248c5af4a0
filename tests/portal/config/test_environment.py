"""Settings from the environment."""

from collections.abc import Callable

import pytest

from weerbaar.portal.config.environment import InvalidSetting, count, networks, number, switch, text, words


def test_an_absent_or_empty_value_gives_the_default() -> None:
    assert text("X", "a", {}) == text("X", "a", {"X": "  "}) == "a"
    assert number("X", 2.5, environ={}) == 2.5
    assert count("X", 3, environ={"X": ""}) == 3
    assert words("X", {}) == networks("X", {}) == ()
    assert switch("X", {}) is False


def test_values_are_read_as_what_they_are() -> None:
    assert number("X", 0, environ={"X": " 0.5 "}) == 0.5
    assert count("X", 0, environ={"X": "12"}) == 12
    assert words("X", {"X": "a.nl, b.nl c.nl"}) == ("a.nl", "b.nl", "c.nl")
    assert [str(net) for net in networks("X", {"X": "10.0.0.0/8 2001:db8::/32"})] == ["10.0.0.0/8", "2001:db8::/32"]


@pytest.mark.parametrize(("value", "on"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("no", False)])
def test_a_switch_is_on_for_the_words_that_mean_so(value: str, on: bool) -> None:
    assert switch("X", {"X": value}) is on


@pytest.mark.parametrize(
    ("read", "value", "fault"),
    [
        (lambda env: number("X", 1, environ=env), "many", "not-a-number"),
        (lambda env: number("X", 1, least=1, environ=env), "0", "not-a-number"),
        (lambda env: number("X", 1, environ=env), "nan", "not-a-number"),
        (lambda env: count("X", 1, environ=env), "1.5", "not-a-number"),
        (lambda env: networks("X", env), "10.0.0.1/8", "not-a-network"),
    ],
)
def test_a_value_that_cannot_be_used_stops_the_start_and_says_which(
    read: Callable[[dict[str, str]], object], value: str, fault: str
) -> None:
    with pytest.raises(InvalidSetting) as caught:
        read({"X": value})
    assert (caught.value.name, caught.value.fault) == ("X", fault)
    assert value in str(caught.value)
