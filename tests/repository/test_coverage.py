"""What we set out to measure is measured, or shows as open with its reason; and nothing is measured beside it."""

from collections import Counter

import pytest

from scripts.proof_pages import Row, coverage_rows, missing
from weerbaar.scanner.checks.catalogue import catalogue

ROWS = coverage_rows()
AREAS = {"dns", "ipv6", "routing", "mail", "tls", "web", "exposure"}


def test_the_plan_has_its_rows() -> None:
    assert Counter(row[1] for row in ROWS) == {"must": 80, "should": 26}
    assert {row[0] for row in ROWS} == AREAS
    assert all(row[3] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2])
def test_a_row_without_its_check_says_why(row: Row) -> None:
    assert not missing(row) or row[4], missing(row)


def test_every_check_of_a_domain_stands_in_a_row() -> None:
    named = {check for row in ROWS for check in row[3]}
    assert {check for check in catalogue() if check.partition(".")[0] in AREAS} - named == set()
