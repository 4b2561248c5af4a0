"""Structured fields: dictionaries and items (RFC 9651)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.structured_fields import Item, parse_dictionary, parse_item


def token(value: str) -> Item:
    return Item("token", value)


def string(value: str) -> Item:
    return Item("string", value)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([""], {}),
        (["a=()"], {"a": ()}),
        (["a=( )"], {"a": ()}),
        (["a=self"], {"a": token("self")}),
        (["a=*"], {"a": token("*")}),
        (['a=(self "https://b.example")'], {"a": (token("self"), string("https://b.example"))}),
        (["a=(), b=() \t,\tc=self"], {"a": (), "b": (), "c": token("self")}),
        (["a=()", "b=()"], {"a": (), "b": ()}),
        (["a=self, a=()"], {"a": ()}),
        (["a"], {"a": Item("other", "?1")}),
        (["a;b=1;c, d=?0"], {"a": Item("other", "?1"), "d": Item("other", "?0")}),
        (['a=();report-to="x"'], {"a": ()}),
        (["a=(self;x=2 b)"], {"a": (token("self"), token("b"))}),
        ([r'a="\"\\"'], {"a": string('"\\')}),
        (["a=1, b=-1.5, c=:aGk=:, d=@1659578233, e=%\"f%c3%bc\""], None),
    ],
)  # fmt: skip
def test_a_dictionary_is_read(values: list[str], expected: dict[str, object] | None) -> None:
    members = parse_dictionary(values)
    assert not isinstance(members, Malformed)
    assert expected is None or members == expected


@pytest.mark.parametrize(
    "value",
    ["camera 'none'", "camera=()  microphone=()", "a=(),", "A=()", "a=(self", "a=(self,b)", "a=", 'a="x', "a==", "a=1.",
     "a=1.5.2", "a=(a)b", "a=é", ",a", "a=();", "a=12345678901234567"],
)  # fmt: skip
def test_a_text_outside_the_grammar_is_malformed(value: str) -> None:
    assert isinstance(parse_dictionary([value]), Malformed)


def test_the_fault_is_where_the_grammar_ends() -> None:
    assert parse_dictionary(["camera=(), microphone 'none'"]) == Malformed("'none'", 22, "not-a-dictionary")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["same-origin"], token("same-origin")),
        ([' same-origin; report-to="x" '], token("same-origin")),
        (['"same-origin"'], string("same-origin")),
    ],
)
def test_an_item_is_read(values: list[str], expected: Item) -> None:
    assert parse_item(values) == expected


@pytest.mark.parametrize("values", [["same-origin", "same-origin"], [""], ["same origin"], ["(same-origin)"]])
def test_two_items_or_none_are_malformed(values: list[str]) -> None:
    assert isinstance(parse_item(values), Malformed)


@given(st.lists(st.text()))
def test_arbitrary_text_never_raises(values: list[str]) -> None:
    parse_dictionary(values)
    parse_item(values)


@pytest.mark.parametrize(
    "text", ["a" * 60_000, "a=(" + "b " * 30_000, "a=();" + "b;" * 30_000, 'a="' + "\\" * 60_000, "a," * 30_000]
)
def test_a_long_text_takes_no_long_time(text: str) -> None:
    start = time.process_time()
    parse_dictionary([text])
    assert time.process_time() - start < 0.5
