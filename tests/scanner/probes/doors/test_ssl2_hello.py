"""The hello of SSL 2.0 is well formed, and only its own answer counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.probes.doors.ssl2_hello import is_whole, ssl2_hello, takes_ssl2


def test_the_hello_is_well_formed() -> None:
    hello = ssl2_hello()
    assert int.from_bytes(hello[:2], "big") == 0x8000 | (len(hello) - 2)
    assert hello[2:5] == b"\x01\x00\x02"
    kinds, session, challenge = (int.from_bytes(hello[at : at + 2], "big") for at in (5, 7, 9))
    assert (kinds % 3, session, challenge) == (0, 0, 16)
    assert len(hello) == 11 + kinds + challenge
    assert hello != ssl2_hello()


@pytest.mark.parametrize(
    ("received", "whole"),
    [
        (b"", False),
        (b"\x80", False),
        (b"\x80\x20\x04", False),
        (b"\x15", True),
        (b"H", True),
        (b"\x80" + bytes(12), True),
    ],
)
def test_enough_is_enough(received: bytes, whole: bool) -> None:
    assert is_whole(received) is whole


@given(st.binary(max_size=40))
def test_any_bytes_are_read_without_a_crash(received: bytes) -> None:
    is_whole(received)
    assert not takes_ssl2(received) or received[2] == 4
