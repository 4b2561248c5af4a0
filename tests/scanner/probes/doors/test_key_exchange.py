"""Both sides of a key exchange come to the same secret, and what is no key is refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.scanner.probes.doors import rfc8448
from weerbaar.scanner.probes.doors.key_exchange import COMPUTABLE, key_exchange


@pytest.mark.parametrize("group", COMPUTABLE)
def test_two_sides_come_to_one_secret(group: int) -> None:
    one, other = key_exchange(group), key_exchange(group)
    assert one.public != other.public
    assert one.shared(other.public) == other.shared(one.public)


def test_the_secret_is_that_of_the_trace() -> None:
    exchange = key_exchange(29)
    exchange._key = X25519PrivateKey.from_private_bytes(rfc8448.CLIENT_KEY)  # type: ignore[attr-defined]
    theirs = rfc8448.SERVER_HELLO[rfc8448.SERVER_HELLO.index(b"\x00\x1d\x00\x20") + 4 :][:32]
    assert exchange.shared(theirs) == rfc8448.SHARED


@pytest.mark.parametrize("group", COMPUTABLE)
@pytest.mark.parametrize("theirs", [b"", b"\x04", bytes(32), b"\x04" + bytes(64), b"\xff" * 65])
def test_what_is_no_key_is_refused(group: int, theirs: bytes) -> None:
    with pytest.raises(ValueError):
        key_exchange(group).shared(theirs)
