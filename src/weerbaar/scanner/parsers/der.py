"""Just enough DER (ITU-T X.690) to cut names and public key out of a certificate, byte for byte."""

from dataclasses import dataclass

_SEQUENCE = 0x30
_OCTET_STRING = 0x04
_OBJECT_IDENTIFIER = 0x06
_EXPLICIT_VERSION = 0xA0
_EXTENSIONS = 0xA3


@dataclass(frozen=True, slots=True)
class Pieces:
    """Issuer, subject and SubjectPublicKeyInfo of a certificate, each with its tag and length."""

    issuer: bytes
    subject: bytes
    spki: bytes


def pieces(tbs_certificate: bytes) -> Pieces:
    """Cut up a TBSCertificate (RFC 5280, section 4.1).

    Raises:
        ValueError: the bytes do not have that shape.
    """
    fields = elements(_content(tbs_certificate, _SEQUENCE))
    if fields and fields[0][0] == _EXPLICIT_VERSION:  # left out in certificates of version 1
        fields = fields[1:]
    if len(fields) < 6:  # serial number, signature, issuer, validity, subject, key
        raise ValueError("no public key in the certificate")
    return Pieces(issuer=fields[2], subject=fields[4], spki=fields[5])


def extensions(tbs_certificate: bytes) -> dict[str, bytes]:
    """The content of each extension of a TBSCertificate by its number (RFC 5280, section 4.1.2.9); none before version 3.

    Raises:
        ValueError: the bytes do not have that shape.
    """
    found: dict[str, bytes] = {}
    for field in elements(_content(tbs_certificate, _SEQUENCE)):
        if field[0] == _EXTENSIONS:
            for extension in elements(_content(_content(field, _EXTENSIONS), _SEQUENCE)):
                number, *_, value = elements(_content(extension, _SEQUENCE)) or [b""]
                found[_dotted(_content(number, _OBJECT_IDENTIFIER))] = _content(value, _OCTET_STRING)
    return found


def tagged(sequence: bytes) -> list[tuple[int, bytes]]:
    """Tag and content of each element of a sequence.

    Raises:
        ValueError: it is none, or an element runs past the end.
    """
    parts = elements(_content(sequence, _SEQUENCE))
    return [(part[0], part[_header(part, 0)[0] :]) for part in parts]


def octets(element: bytes) -> bytes:
    """The content of an octet string.

    Raises:
        ValueError: it is none.
    """
    return _content(element, _OCTET_STRING)


def algorithm(spki: bytes) -> tuple[str, str]:
    """The number of the key's algorithm and, if its parameter is a number, that one too, else an empty text.

    Raises:
        ValueError: the bytes are no SubjectPublicKeyInfo.
    """
    identifier, *_ = elements(_content(spki, _SEQUENCE)) or [b""]
    parts = elements(_content(identifier, _SEQUENCE)) or [b""]
    parameter = parts[1] if len(parts) > 1 and parts[1][0] == _OBJECT_IDENTIFIER else b""
    return _dotted(_content(parts[0], _OBJECT_IDENTIFIER)), _dotted(parameter[2:]) if parameter else ""


def elements(content: bytes) -> list[bytes]:
    """The elements that stand one after the other in these bytes, each with its tag and length.

    Raises:
        ValueError: an element runs past the end.
    """
    found = []
    at = 0
    while at < len(content):
        start, length = _header(content, at)
        if start + length > len(content):
            raise ValueError("an element runs past the end")
        found.append(content[at : start + length])
        at = start + length
    return found


def _content(element: bytes, tag: int) -> bytes:
    if not element or element[0] != tag:
        raise ValueError(f"no element with tag {tag:#x}")
    start, length = _header(element, 0)
    return element[start : start + length]


def _header(content: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element starts, and its length (X.690, section 8.1.3)."""
    if at + 2 > len(content):
        raise ValueError("an element without a length")
    first = content[at + 1]
    if first < 0x80:
        return at + 2, first
    octets = content[at + 2 : at + 2 + (first & 0x7F)]
    if not 1 <= len(octets) <= 4 or len(octets) != first & 0x7F:
        raise ValueError("a length that cannot be")
    return at + 2 + len(octets), int.from_bytes(octets, "big")


def _dotted(content: bytes) -> str:
    """An object identifier in dots (X.690, section 8.19)."""
    numbers: list[int] = []
    value = 0
    for octet in content:
        value = value << 7 | octet & 0x7F
        if not octet & 0x80:
            numbers.append(value)
            value = 0
    if not numbers:
        raise ValueError("an empty object identifier")
    top = min(numbers[0] // 40, 2)
    return ".".join(map(str, [top, numbers[0] - 40 * top, *numbers[1:]]))
