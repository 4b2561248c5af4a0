"""Scripts: holes that are known, weighed, and hosts that nobody should use."""

from datetime import UTC, datetime

import pytest

from tests.scanner.checks.web.content_builders import NO_CONTENT, with_page
from weerbaar.scanner.checks.web.script_libraries.check import run
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.page import PAGES
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.script_libraries import good_until


def scripts(*urls: str, is_whole: bool = True) -> FactSheet:
    return with_page("".join(f"<script src={url}></script>" for url in urls), is_whole=is_whole)


def later(sheet: FactSheet) -> FactSheet:
    """The same site, measured when our table is too old."""
    pages = sheet[PAGES]
    assert isinstance(pages, Observed)
    sheet.record(PAGES, Observed(pages.value, datetime(good_until().year + 1, 1, 1, tzinfo=UTC)))
    return sheet


POLYFILL = "https://cdn.polyfill.io/v3/polyfill.min.js"

CASES: list[tuple[str, FactSheet, str]] = [
    ("a new jQuery", scripts("/jquery-3.7.1.min.js"), "no-known-holes"),
    ("an old jQuery", scripts("/jquery-3.4.1.min.js"), "known-holes"),
    ("an old jQuery inside the page", with_page("<script>/*! jQuery v1.12.4 | (c) */x</script>"), "known-holes"),
    ("an old Handlebars", scripts("/handlebars-4.0.5.js"), "serious-holes"),
    ("the worst of two", scripts("/jquery-3.4.1.js", "/handlebars-4.0.5.js"), "serious-holes"),
    ("a host that served harmful code", scripts(POLYFILL), "hijacked-host"),
    ("one that a script inside the page fetches", with_page(f"<script>a.src='{POLYFILL}'</script>"), "hijacked-host"),
    ("no version", scripts("/jquery.min.js"), "not-applicable"),
    ("no scripts", with_page("<p>"), "not-applicable"),
    ("our table is too old to say that all is well", later(scripts("/jquery-3.7.1.min.js")), "not-determined"),
    ("a hole stays a hole", later(scripts("/jquery-3.4.1.min.js")), "known-holes"),
    ("the beginning shows a hole", scripts("/jquery-3.4.1.min.js", is_whole=False), "known-holes"),
    ("the beginning shows none", scripts("/jquery-3.7.1.min.js", is_whole=False), "not-determined"),
    *NO_CONTENT,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_libraries_and_holes_are_named() -> None:
    evidence = run(scripts("/jquery-3.4.1.js", "/bootstrap-5.3.3.js")).evidence
    assert evidence["libraries"] == ["jQuery 3.4.1"]
    assert evidence["holes"] == ["CVE-2020-11022", "CVE-2020-11023"]
