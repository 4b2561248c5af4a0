"""X-Frame-Options as browsers of today follow it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.frame_options import DENY, SAME_ORIGIN, parse
from weerbaar.scanner.parsers.malformed import Malformed


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        (["DENY"], DENY),
        (["sameorigin"], SAME_ORIGIN),
        (["SAMEORIGIN", "SameOrigin"], SAME_ORIGIN),
        (["SAMEORIGIN, SAMEORIGIN"], SAME_ORIGIN),
        # Several words that differ keep everybody out.
        (["DENY, SAMEORIGIN"], DENY),
        (["SAMEORIGIN", "ALLOWALL"], DENY),
        (["SAMEORIGIN", "nonsense"], DENY),
    ],
)
def test_known_words_are_read(values: list[str], expected: str | None) -> None:
    assert parse(values) == expected


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ([""], "unknown-word"),
        (["ALLOWALL"], "unknown-word"),
        (["allow"], "unknown-word"),
        (["SAMEORIGIN;"], "unknown-word"),
        (["ALLOW-FROM https://partner.example"], "no-longer-known"),
        (["x, y"], "unknown-words"),
    ],
)
def test_what_a_browser_passes_over_is_malformed(values: list[str], fault: str) -> None:
    result = parse(values)
    assert isinstance(result, Malformed)
    assert result.fault == fault


@given(st.lists(st.text()))
def test_arbitrary_text_never_raises(values: list[str]) -> None:
    assert isinstance(parse(values), str | Malformed | None)
