"""How long versions are mended: lines, their ends and what lies outside them."""

from datetime import date
from pathlib import Path

import pytest

from weerbaar.scanner.parsers.product_versions import FILE, Support, read, support_of
from weerbaar.scanner.parsers.products import products
from weerbaar.scanner.parsers.version_number import VersionNumber
from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import read_table


def support(product: str, version: str) -> Support | None:
    number = VersionNumber.parse(version)
    assert number is not None
    return support_of(product, number)


def test_a_line_ends_after_its_last_day() -> None:
    found = support("joomla", "4.4.14")
    assert found is not None
    assert not found.has_ended(date(2025, 10, 17))
    assert found.has_ended(date(2025, 10, 18))


@pytest.mark.parametrize(("version", "ended"), [("1.0", True), ("2.5.28", True), ("99.0", False)])
def test_older_than_all_lines_has_ended_and_newer_has_not(version: str, ended: bool) -> None:
    found = support("joomla", version)
    assert found is not None
    assert found.has_ended(date(2026, 11, 24)) is ended


def test_between_the_lines_and_of_unknown_products_nothing_is_said() -> None:
    assert support("joomla", "2.0") is None
    assert support("unknown", "1.0") is None


def test_the_longest_line_that_fits_counts() -> None:
    (old, newest) = (support("contao", version) for version in ("5.3.45", "5.7.2"))
    assert old is not None and old.line is not None and newest is not None and newest.line is not None
    assert (str(old.line.ends), str(newest.line.ends)) == ("2028-02-14", "2030-02-14")


@pytest.mark.parametrize(
    ("product", "version", "outdated"),
    [
        ("wordpress", "7.1.4", False),
        ("wordpress", "7.1", True),
        ("wordpress", "7.0.6", True),
        ("concrete", "9.4", False),
        ("concrete", "9.4.7", True),
        ("concrete", "9.4.8", False),
        ("plone", "6.1", False),
    ],
)
def test_a_newer_release_of_the_line_makes_a_version_outdated(product: str, version: str, outdated: bool) -> None:
    found = support(product, version)
    assert found is not None
    assert found.is_outdated is outdated


def test_every_product_of_the_table_can_be_recognised() -> None:
    assert set(read(read_table(FILE))) <= {product.id for product in products() if not product.is_hosted}


@pytest.mark.parametrize(
    "lines",
    [
        "[]",
        '[{line = "x"}]',
        "[{ends = 2026-01-01}]",
        '[{line = "1", ends = "soon"}]',
        '[{line = "1", latest = "new"}]',
        "1",
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_place(lines: str, tmp_path: Path) -> None:
    head = 'id = "x"\nversion = 1\nchecked_on = 2026-11-24\nstale_after_days = 100\nsource = "x"\nverified = false\n'
    path = tmp_path / "x.toml"
    path.write_text(f'{head}[[product]]\nid = "a"\nknown_until = 2026-01-01\nlines = {lines}\n', "utf-8")
    with pytest.raises(InvalidReferenceData) as caught:
        read(read_table(path))
    assert caught.value.line == 7
