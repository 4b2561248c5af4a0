"""Versions: mended, outdated or given up, on the day of measuring and as far as the table knows."""

from datetime import UTC, datetime

import pytest

from tests.scanner.checks.web.content_builders import NO_CONTENT, with_page
from weerbaar.scanner.checks.web.cms_version.check import run
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.page import PAGES
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.product_versions import good_until


def made_with(generator: str, *, is_whole: bool = True, at: datetime | None = None) -> FactSheet:
    """A site whose page says so, measured at that moment."""
    sheet = with_page(f'<meta name="generator" content="{generator}">', is_whole=is_whole)
    pages = sheet[PAGES]
    assert isinstance(pages, Observed)
    if at is not None:
        sheet.record(PAGES, Observed(pages.value, at))
    return sheet


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


LATER = datetime(good_until().year + 1, 1, 1, tzinfo=UTC)

CASES: list[tuple[str, FactSheet, str]] = [
    ("the newest that we know", made_with("WordPress 7.1.4"), "supported"),
    ("newer than we know", made_with("WordPress 99.1"), "supported"),
    ("a line that is still mended", made_with("Plone 6.1.4 - https://plone.org"), "supported"),
    ("no more than the line", made_with("Drupal 10 (https://www.drupal.org)", at=on(2026, 12, 9)), "supported"),
    ("the day after its end", made_with("Drupal 10 (https://www.drupal.org)", at=on(2026, 12, 10)), "end-of-life"),
    ("a part of a line that was given up", with_page("<script src=/core/misc/drupal.js?v=10.3.1></script>"), "end-of-life"),
    ("a line that was given up", made_with("Drupal 7 (https://www.drupal.org)"), "end-of-life"),
    ("older than all lines", made_with("WordPress 3.5.1"), "end-of-life"),
    ("not the newest of its line", made_with("WordPress 7.1"), "outdated"),
    ("the newest of a line that nothing is promised for", made_with("WordPress 7.0.6"), "outdated"),
    ("a part of the number", made_with("concrete5 - 9.4"), "supported"),
    ("an older release of a mended line", made_with("concrete5 - 9.4.1"), "outdated"),
    ("between the lines that we know", made_with("Joomla! 2.0"), "not-applicable"),
    ("no version", made_with("WordPress"), "not-applicable"),
    ("software without lines", made_with("Hugo 0.120.4"), "not-applicable"),
    ("a service", made_with("Wix.com Website Builder"), "not-applicable"),
    ("nothing known", with_page("<p>"), "not-applicable"),
    ("our table is too old to say that all is well", made_with("WordPress 7.1.4", at=LATER), "not-determined"),
    ("what is old stays old", made_with("WordPress 7.0.6", at=LATER), "outdated"),
    ("the beginning shows nothing", with_page("<p>", is_whole=False), "not-determined"),
    ("the beginning shows it", made_with("WordPress 4.6.1", is_whole=False), "end-of-life"),
    *NO_CONTENT,
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_worst_of_two_products_counts() -> None:
    both = '<meta name="generator" content="Plone 6.1"><meta name="generator" content="WordPress 4.6.1">'
    finding = run(with_page(both))
    assert finding.outcome == "end-of-life"
    assert finding.evidence["software"] == "WordPress 4.6.1"
    assert finding.evidence["ended"] == "2025-07-15"
