"""Whatever is sent: rows or complaints come back, never another exception, and ten times as much takes ten times as long."""

import gc
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.portal.figures.files import (
    FIRE,
    HOME,
    OUTLINE,
    Cells,
    accident_feature,
    accidents_json,
    police_csv,
    police_json,
    two_years,
)
from weerbaar.portal.core.geo.shapes import read_shape
from weerbaar.portal.figures.reading.read_file import read_file
from weerbaar.portal.figures.reading.rows import Reading
from weerbaar.portal.figures.words import Source

PARTS = read_shape(OUTLINE).parts
SAMPLES = (
    police_csv(two_years()),
    police_json(two_years()),
    accidents_json([accident_feature(2024, "Letsel", [5.4, 52.155])]),
    FIRE.encode(),
)


def read(source: Source, data: bytes) -> Reading:
    return read_file(source, data, codes=[HOME], parts=PARTS, this_year=2026, provisional_from=2025)


@settings(max_examples=150, deadline=None)
@given(source=st.sampled_from(Source), data=st.binary(max_size=300))
def test_any_bytes_give_rows_or_complaints(source: Source, data: bytes) -> None:
    reading = read(source, data)
    assert reading.complaints or reading.rows


@settings(max_examples=200, deadline=None)
@given(
    source=st.sampled_from(Source),
    sample=st.sampled_from(SAMPLES),
    place=st.integers(0, 400),
    cut=st.integers(0, 30),
    put=st.sampled_from(
        [b"", b"\n", b";", b'"', b"\xff", b"null", b"1e999", b"{}", b"[", b"-1", b"9" * 400, b"\xd9\xa3"]
    ),
)
def test_a_damaged_file_gives_rows_or_complaints(
    source: Source, sample: bytes, place: int, cut: int, put: bytes
) -> None:
    reading = read(source, sample[:place] + put + sample[place + cut :])
    assert reading.complaints or reading.rows
    assert all(row.number is None or 0 <= row.number <= 1_000_000 for row in reading.rows)


def many_crimes(number: int) -> list[Cells]:
    return [
        (f"{at % 10}.{at // 10 % 10}.{at // 100 % 10}", f"BU{at // 1000:08}", "2024JJ00", at % 7)
        for at in range(number)
    ]


@pytest.mark.parametrize(
    ("source", "write"),
    [
        (Source.POLICE_YEAR, lambda number: police_csv([*many_crimes(number), *two_years()])),
        (Source.POLICE_YEAR, lambda number: police_json([*many_crimes(number), *two_years()])),
        (
            Source.ACCIDENTS,
            lambda number: accidents_json(
                accident_feature(2024, "Letsel", [5.4, 52.155], str(at)) for at in range(number)
            ),
        ),
    ],
)
def test_ten_times_as_many_rows_take_at_most_twelve_times_as_long(
    source: Source, write: Callable[[int], bytes]
) -> None:
    small, large = write(1000), write(10_000)
    # Other work on the machine and the collector of memory take turns with us: the best of several tries, in turn, is ours.
    gc.disable()
    try:
        taken = [(_seconds(source, small), _seconds(source, large)) for _ in range(5)]
    finally:
        gc.enable()
    assert min(long for _, long in taken) <= 12 * min(short for short, _ in taken) + 0.05


def _seconds(source: Source, data: bytes) -> float:
    began = time.process_time()
    assert not read(source, data).complaints
    return time.process_time() - began
