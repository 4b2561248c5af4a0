"""Writes .mo files (GNU gettext manual, "The Format of GNU MO Files"): what Django reads at run time."""

import struct

from weerbaar.portal.web.texts.message import Translations

_MAGIC, _REVISION, _HEADER_SIZE = 0x950412DE, 0, 28


def to_mo(translations: Translations) -> bytes:
    """The same messages give the same bytes. What has no translation yet is left out, so that the page shows its own text."""
    pairs = sorted(
        (
            ("\0".join((message.text, message.plural)) if message.plural else message.text).encode(),
            "\0".join(texts).encode(),
        )
        for message, texts in translations.items()
        if not message.text or any(texts)
    )
    count = len(pairs)
    start = _HEADER_SIZE + 16 * count
    originals, start = _table([original for original, _ in pairs], start)
    translated, _ = _table([text for _, text in pairs], start)
    header = struct.pack("<7I", _MAGIC, _REVISION, count, _HEADER_SIZE, _HEADER_SIZE + 8 * count, 0, 0)
    strings = b"".join(text + b"\0" for column in zip(*pairs, strict=True) for text in column)
    return header + originals + translated + strings


def _table(texts: list[bytes], start: int) -> tuple[bytes, int]:
    """Length and place of each text, and the place after the last."""
    table = b""
    for text in texts:
        table += struct.pack("<2I", len(text), start)
        start += len(text) + 1
    return table, start
