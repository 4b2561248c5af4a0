"""Our half of a key exchange by a curve."""

from typing import Protocol

from cryptography.hazmat.primitives.asymmetric import ec, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_CURVES: dict[int, type[ec.EllipticCurve]] = {23: ec.SECP256R1, 24: ec.SECP384R1, 25: ec.SECP521R1}
_X25519 = 29
# Cheapest first.
COMPUTABLE = (_X25519, *_CURVES)


class KeyExchange(Protocol):
    """`public` is what the other side gets, `shared` what both then know."""

    public: bytes

    def shared(self, theirs: bytes) -> bytes:
        """The secret of both.

        Raises:
            ValueError: what the other side sent is no point of the curve.
        """
        ...


def key_exchange(group: int) -> KeyExchange:
    """A fresh key of one of the groups in `COMPUTABLE`."""
    return _Montgomery() if group == _X25519 else _Weierstrass(_CURVES[group]())


class _Montgomery:
    def __init__(self) -> None:
        self._key = x25519.X25519PrivateKey.generate()
        self.public = self._key.public_key().public_bytes_raw()

    def shared(self, theirs: bytes) -> bytes:
        return self._key.exchange(x25519.X25519PublicKey.from_public_bytes(theirs))


class _Weierstrass:
    def __init__(self, curve: ec.EllipticCurve) -> None:
        self._key = ec.generate_private_key(curve)
        self.public = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def shared(self, theirs: bytes) -> bytes:
        return self._key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(self._key.curve, theirs))
