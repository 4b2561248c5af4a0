"""Identifiers of DNS queries: drawn by the hundred, used once, and of all values."""

from weerbaar.scanner.probes.doors.identifiers import Identifiers


def test_two_senders_do_not_hand_out_the_same_row() -> None:
    one, other = Identifiers(16), Identifiers(16)
    assert [one.draw() for _ in range(16)] != [other.draw() for _ in range(16)]


def test_no_row_is_handed_out_twice() -> None:
    identifiers = Identifiers(16)
    assert [identifiers.draw() for _ in range(16)] != [identifiers.draw() for _ in range(16)]


def test_both_octets_are_drawn() -> None:
    drawn = {Identifiers(3).draw() for _ in range(4000)}
    assert len({value >> 8 for value in drawn}) > 200
    assert len({value & 0xFF for value in drawn}) > 200
    assert all(0 <= value < 2**16 for value in drawn)
