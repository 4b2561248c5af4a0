"""The dump of routes: a line each, and nothing that hardly anybody sees."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers.ris_dump import FEWEST_PEERS, read_routes


def routes(*lines: str) -> list[tuple[str, int]]:
    return [(prefix.text, origin) for prefix, origin in read_routes(lines)]


def test_each_line_is_a_route() -> None:
    lines = ("% remark", "", "64500\t198.51.100.0/24\t312\n", "64501\t2001:db8::/32\t290")
    assert routes(*lines) == [("198.51.100.0/24", 64500), ("2001:db8::/32", 64501)]


def test_two_networks_may_announce_one_prefix() -> None:
    assert len(routes("64500\t198.51.100.0/24\t312", "64501\t198.51.100.0/24\t300")) == 2


def test_what_hardly_anybody_sees_is_left_out() -> None:
    assert routes(f"64500\t198.51.100.0/24\t{FEWEST_PEERS - 1}") == []
    assert routes(f"64500\t198.51.100.0/24\t{FEWEST_PEERS}") != []


@pytest.mark.parametrize(
    "line",
    [
        "{64500,64501}\t198.51.100.0/24\t312",
        "AS64500\t198.51.100.0/24\t312",
        "4294967296\t198.51.100.0/24\t312",
        "64500\t198.51.100.0\t312",
        "64500\t198.51.100.0/24\tmany",
        "64500\t198.51.100.0/24",
        "64500 198.51.100.0/24 312",
    ],
)
def test_a_line_that_cannot_be_read_is_left_out(line: str) -> None:
    assert routes(line) == []


@given(st.lists(st.text(max_size=60)))
def test_no_text_makes_it_raise(lines: list[str]) -> None:
    list(read_routes(lines))


def test_a_long_dump_takes_its_length_in_time() -> None:
    # Counted, not kept: a list of ten times as many routes also has the collector of garbage to wait for.
    def count(text: str) -> int:
        return sum(1 for _ in read_routes(io.StringIO(text)))

    assert growth(count, lambda number: "64500\t198.51.100.0/24\t312\n" * number) < 20
