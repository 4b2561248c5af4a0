"""The HSTS preload list: taken over from Chromium's file, and looked up by halving."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.preload_list import Entry, PreloadList, read_chromium, write

DAY = date(2026, 11, 1)
CHROMIUM = """// A remark before everything.
{
  // Another one. "entries" follow.
  "pinsets": [{"name": "test"}],
  "entries": [
    { "name": "Bakkerij.nl", "policy": "bulk-1-year", "mode": "force-https", "include_subdomains": true },
    // for testing
    { "name": "dev", "policy": "public-suffix", "mode": "force-https", "include_subdomains": true },
    { "name": "alone.nl", "policy": "custom", "mode": "force-https" },
    { "name": "pinned.nl", "policy": "google", "pins": "google" },
    { "name": "no name", "policy": "custom", "mode": "force-https" }
  ]
}
"""
ENTRIES = (Entry("bakkerij.nl", True, True), Entry("dev", True, False), Entry("alone.nl", False, False))


def made(*entries: Entry) -> PreloadList:
    found = PreloadList.read(write(entries, DAY).encode())
    assert isinstance(found, PreloadList)
    return found


def test_the_entries_that_force_https_are_taken_over() -> None:
    assert read_chromium(CHROMIUM) == ENTRIES


@pytest.mark.parametrize(
    ("text", "fault"),
    [("", "not-json"), ("<html>", "not-json"), ("[" * 100_000, "not-json"), ("[]", "no-entries"),
     ('{"entries": []}', "no-entries"),
     ('{"entries": [1, {"name": "a.nl"}]}', "no-entries"), ('{"entries": {}}', "no-entries")],
)  # fmt: skip
def test_anything_else_is_refused(text: str, fault: str) -> None:
    found = read_chromium(text)
    assert isinstance(found, Malformed)
    assert found.fault == fault


def test_our_own_form_is_sorted_and_has_its_day() -> None:
    assert write(ENTRIES, DAY) == "# HSTS preload list of 2026-11-01\nalone.nl \nbakkerij.nl sb\ndev s\n"
    assert made(*ENTRIES).taken_at == datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize("content", [b"", b"bakkerij.nl sb\n", b"# HSTS preload list of yesterday\n", b"\xff\xfe"])
def test_a_file_without_a_day_is_none_of_ours(content: bytes) -> None:
    assert isinstance(PreloadList.read(content), Malformed)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("bakkerij.nl", "bakkerij.nl"),
        ("shop.bakkerij.nl", "bakkerij.nl"),
        ("alone.nl", "alone.nl"),
        ("www.alone.nl", ""),
        ("winkel.dev", "dev"),
        ("dev", "dev"),
        ("kerij.nl", ""),
        ("bakkerij.nl.example", ""),
        ("nl", ""),
        ("", ""),
    ],
)
def test_an_entry_covers_itself_and_what_is_below_if_it_says_so(name: str, entry: str) -> None:
    found = made(*ENTRIES).covering(name)
    assert (found.name if found else "") == entry


def test_names_that_start_alike_are_kept_apart() -> None:
    names = ["a.nl", "a-b.nl", "a.nl-x", "aa.nl", "a0.nl", "ab.nl"]
    found = made(*(Entry(name, False, False) for name in names))
    assert [found.covering(name) for name in names] == [Entry(name, False, False) for name in names]
    assert found.covering("a") is None


def test_an_empty_list_covers_nobody() -> None:
    assert made().covering("bakkerij.nl") is None


LABELS = st.text("ab-0", min_size=1, max_size=4)


@given(st.sets(LABELS.flatmap(lambda label: st.sampled_from([f"{label}.nl", f"{label}.a.nl", f"{label}.be"]))), LABELS)
def test_every_entry_is_found_and_no_other(names: set[str], other: str) -> None:
    found = made(*(Entry(name, False, True) for name in names))
    assert all(found.covering(name) == Entry(name, False, True) for name in names)
    assert (found.covering(f"{other}.nl") is not None) == (f"{other}.nl" in names)


@given(st.text() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_arbitrary_text_never_raises(text: str) -> None:
    read_chromium(text)
    PreloadList.read(text.encode("utf-8", "replace"))
