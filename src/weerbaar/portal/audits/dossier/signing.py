"""The signature under a dossier: Ed25519 (RFC 8032) over the bytes of the manifest."""

import json
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from weerbaar.portal.audits.dossier.manifest import canonical

ALGORITHM = "Ed25519"
KEY = re.compile(r"[0-9a-f]{64}")


class UnreadableSignature(Exception):
    """The text is no signature as we write it."""


def new_key() -> str:
    """A fresh private key: 32 bytes in hexadecimal."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_key_of(private_key: str) -> str:
    """What others check with: 32 bytes in hexadecimal."""
    return _private(private_key).public_key().public_bytes_raw().hex()


def sign(manifest: bytes, private_key: str) -> bytes:
    """The text of the signature, with the public key that it fits."""
    signature = _private(private_key).sign(manifest).hex()
    return canonical({"algorithm": ALGORITHM, "key": public_key_of(private_key), "signature": signature})


def signed_with(manifest: bytes, signature: bytes) -> str:
    """The public key that the manifest was signed with; empty when the signature does not fit.

    Raises:
        UnreadableSignature: the text is no signature as we write it.
    """
    try:
        said = json.loads(signature)
        key, value = bytes.fromhex(said["key"]), bytes.fromhex(said["signature"])
        plain = {"algorithm": ALGORITHM, "key": key.hex(), "signature": value.hex()}
        if canonical(plain) != signature:
            raise UnreadableSignature
        Ed25519PublicKey.from_public_bytes(key).verify(value, manifest)
    except InvalidSignature:
        return ""
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UnreadableSignature from error
    return key.hex()


def _private(private_key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key))
