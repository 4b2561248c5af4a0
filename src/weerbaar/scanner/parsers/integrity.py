"""The `integrity` attribute (Subresource Integrity, W3C, section 3.5)."""

import base64
import binascii

# Octets of each hash that browsers know (section 3.2).
_OCTETS = {"sha256": 32, "sha384": 48, "sha512": 64}


def is_usable(attribute: str) -> bool:
    """Whether at least one of its hashes is one that a browser can compare; else the browser passes it over."""
    return any(map(_is_hash, attribute.split()))


def _is_hash(expression: str) -> bool:
    name, _, value = expression.partition("?")[0].partition("-")
    try:
        # Both alphabets of base64 are allowed (section 3.5, after Content Security Policy).
        digest = base64.b64decode(value.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(digest) == _OCTETS.get(name.lower(), 0)
