"""CORS: who may read an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.cors import Readers, readers

STRANGER = "https://stranger.invalid"


@pytest.mark.parametrize(
    ("allow_origin", "allow_credentials", "expected"),
    [
        ([], [], Readers.NOBODY),
        ([], ["true"], Readers.NOBODY),
        (["https://app.bakkerij.example"], ["true"], Readers.NOBODY),
        (["https://a.example", STRANGER], ["true"], Readers.NOBODY),
        (["*, *"], [], Readers.NOBODY),
        (["*"], [], Readers.ANYBODY),
        (["*"], ["false"], Readers.ANYBODY),
        (["*"], ["True"], Readers.ANYBODY),
        (["*"], ["true"], Readers.CONTRADICTORY),
        ([STRANGER], [], Readers.ANYBODY),
        ([STRANGER], ["true"], Readers.SIGNED_IN),
        ([STRANGER], ["true", "true"], Readers.ANYBODY),
        (["null"], [], Readers.NULL),
        (["null"], ["true"], Readers.SIGNED_IN),
        (["NULL"], ["true"], Readers.NOBODY),
    ],
)
def test_who_may_read_follows_from_the_two_headers(
    allow_origin: list[str], allow_credentials: list[str], expected: Readers
) -> None:
    assert readers(allow_origin, allow_credentials, STRANGER) is expected


@given(st.lists(st.text()), st.lists(st.text()))
def test_arbitrary_text_never_raises(allow_origin: list[str], allow_credentials: list[str]) -> None:
    assert readers(allow_origin, allow_credentials, STRANGER) in Readers
