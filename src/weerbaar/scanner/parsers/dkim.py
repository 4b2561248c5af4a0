"""DKIM key records by RFC 6376 (September 2011), sections 3.2 and 3.6.1, with RFC 8301 and RFC 8463."""

import base64
import re
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from weerbaar.scanner.parsers.malformed import Malformed

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_VALUE = re.compile(r"[!-:<-~ \t\r\n]*")
_SPACE = " \t\r\n"
_HAS_KEY = re.compile(r"(?:^|;)\s*p\s*=")
_ED25519_BYTES = 32  # RFC 8463, section 4


@dataclass(frozen=True, slots=True)
class DkimKey:
    """`key_type` is rsa, ed25519 or a type that nobody knows (then `bits` is 0). A revoked key has an empty p.

    `hashes` are those the key may be used with, empty for all. `for_mail` tells whether it is meant for e-mail.
    """

    key_type: str
    bits: int
    revoked: bool
    hashes: tuple[str, ...] = ()
    for_mail: bool = True


def resembles_dkim(text: str) -> bool:
    """Whether somebody meant a key record: it names the version or has a p. Other texts at a selector are no keys,
    such as the answer of a wildcard."""
    compact = "".join(text.split())
    return compact.upper().startswith("V=DKIM") or (not compact.startswith("v=") and _HAS_KEY.search(text) is not None)


def parse(text: str) -> DkimKey | Malformed:
    """Read one key record. Faults: `tag`, `repeated-tag`, `version`, `no-key`, `base64`, `key`."""
    tags = _tags(text)
    if isinstance(tags, Malformed):
        return tags
    if "v" in tags and (next(iter(tags)) != "v" or tags["v"][0] != "DKIM1"):
        return Malformed(tags["v"][0], tags["v"][1], "version")
    if "p" not in tags:
        return Malformed(text[:200], 0, "no-key")
    key_type = tags["k"][0].lower() if "k" in tags else "rsa"
    hashes = _words(tags["h"][0]) if "h" in tags else ()
    services = _words(tags["s"][0]) if "s" in tags else ("*",)
    for_mail = "*" in services or "email" in services
    value, at = tags["p"]
    encoded = "".join(value.split())
    if not encoded:
        return DkimKey(key_type, 0, True, hashes, for_mail)
    try:
        raw = base64.b64decode(encoded, validate=True)
    except ValueError:
        return Malformed(encoded[:200], at, "base64")
    bits = _bits(key_type, raw)
    if bits is None:
        return Malformed(encoded[:200], at, "key")
    return DkimKey(key_type, bits, False, hashes, for_mail)


def _words(value: str) -> tuple[str, ...]:
    return tuple(word.strip(_SPACE).lower() for word in value.split(":") if word.strip(_SPACE))


def _tags(text: str) -> dict[str, tuple[str, int]] | Malformed:
    """The tag-list of section 3.2: spaces are allowed around names and values, and inside values."""
    parts = text.split(";")
    if not parts[-1].strip(_SPACE):
        parts.pop()
    tags: dict[str, tuple[str, int]] = {}
    at = 0
    for part in parts:
        name, found, value = part.partition("=")
        name = name.strip(_SPACE)
        if not found or _NAME.fullmatch(name) is None or _VALUE.fullmatch(value) is None:
            return Malformed(part[:200], at, "tag")
        if name in tags:
            return Malformed(part[:200], at, "repeated-tag")
        tags[name] = value.strip(_SPACE), at
        at += len(part) + 1
    return tags


def _bits(key_type: str, raw: bytes) -> int | None:
    """The size of the key; 0 for a type that nobody knows, None when these bytes are no key of the type."""
    if key_type == "ed25519":
        return 256 if len(raw) == _ED25519_BYTES else None
    if key_type != "rsa":
        return 0
    try:
        # Takes the bare RSAPublicKey of section 3.6.1 and the wrapped one that nearly everybody publishes.
        key = load_der_public_key(raw)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key.key_size if isinstance(key, rsa.RSAPublicKey) else None
