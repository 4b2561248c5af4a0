"""The text in the body of an answer: unpacked, capped, and in the letters that the server says it uses."""

import codecs
import re
import zlib

Headers = tuple[tuple[str, str], ...]
# We ask for no compression; some servers send it all the same. 31 and 15 are how zlib calls gzip and zlib (RFC 1952, RFC 1950).
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_META_CHARSET = re.compile(rb"""<meta[^>]{1,200}?charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_LOOKED_AT = 1024  # octets in which a page names its letters (HTML Living Standard, section 4.2.5.4)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What browsers read for these names (Encoding Standard, section 4.2), and which others they know. Python knows names that
# are no letters of a page, some of which take long to read.
_READ_AS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_KNOWN = re.compile(
    r"utf-?8|utf-16(?:le|be)?|iso-8859-\d{1,2}|windows-125\d|cp125\d|koi8-[ru]|gbk|gb2312|gb18030|big5|shift_jis"
    r"|euc-(?:jp|kr)|iso-2022-jp|macintosh|cp1252"
)


def text_of(body: bytes, headers: Headers, most_bytes: int) -> tuple[str, bool]:
    """The text, and whether it is cut off. No text where it is packed in a way that we do not know."""
    coding = _value(headers, "content-encoding").lower()
    is_cut = False
    if coding not in ("", "identity"):
        body, is_cut = _unpacked(body, coding, most_bytes)
    return _decoded(body[:most_bytes], headers), is_cut or len(body) > most_bytes


def _unpacked(body: bytes, coding: str, most_bytes: int) -> tuple[bytes, bool]:
    if coding not in _WINDOW_BITS:
        return b"", True
    unpacker = zlib.decompressobj(_WINDOW_BITS[coding])
    try:
        unpacked = unpacker.decompress(body, most_bytes)
    except zlib.error:
        return b"", True
    return unpacked, not unpacker.eof


def _decoded(body: bytes, headers: Headers) -> str:
    """By the mark at the start, else by the header, else by the page itself, else UTF-8; in that order, as browsers do."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    kind = _value(headers, "content-type")
    named = re.search(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", kind, re.IGNORECASE)
    found = _META_CHARSET.search(body[:_LOOKED_AT]) if named is None and "html" in kind.lower() else None
    name = (named[1] if named else found[1].decode("ascii") if found else "utf-8").lower()
    name = _READ_AS.get(name, name if _KNOWN.fullmatch(name) else "utf-8")
    try:
        return body.decode(name, "replace")
    except LookupError:  # one of a family that Python does not have
        return body.decode("utf-8", "replace")


def _value(headers: Headers, name: str) -> str:
    return next((value for header, value in headers if header == name), "")
