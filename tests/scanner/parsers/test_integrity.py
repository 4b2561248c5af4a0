"""Which integrity a browser can use."""

import base64

import pytest

from weerbaar.scanner.parsers.integrity import is_usable


def digest(octets: int, filler: bytes = b"\xfb") -> str:
    return base64.b64encode(filler * octets).decode("ascii")


@pytest.mark.parametrize(
    "attribute",
    [
        f"sha256-{digest(32)}",
        f"sha384-{digest(48)}",
        f"sha512-{digest(64)}",
        f"SHA384-{digest(48)}",
        f"sha384-{digest(48).replace('+', '-').replace('/', '_')}",
        f"sha384-{digest(48)}?ct=text/javascript",
        f"md5-{digest(16)} sha384-{digest(48)}",
    ],
)
def test_a_hash_that_browsers_know_is_usable(attribute: str) -> None:
    assert is_usable(attribute)


@pytest.mark.parametrize(
    "attribute",
    [
        "",
        "sha384",
        "sha384-",
        "sha384-é",
        f"sha384-{digest(32)}",
        f"md5-{digest(16)}",
        f"sha1-{digest(20)}",
        "sha384-****",
    ],
)
def test_anything_else_is_not(attribute: str) -> None:
    assert not is_usable(attribute)
