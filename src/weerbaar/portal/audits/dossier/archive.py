"""The one way in which a dossier is packed, so that the same contents are the same bytes.

A ZIP archive (PKWARE APPNOTE 6.3.10) of stored entries: deflate would differ from one version of its library to the next.
Whoever packs the contents again and gets other bytes, has an archive that somebody touched.
"""

import io
import re
import zipfile
from collections.abc import Iterable

# Lower case, no way up, no hidden names: the same on every system, and no two that a system takes for one.
NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*(?:/[a-z0-9][a-z0-9_.-]*)*")
MOST_BYTES = 256 * 1024 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that the format knows; moments stand in the manifest
_UNIX, _PLAIN_FILE = 3, 0o644 << 16


class NotAnArchive(Exception):
    """These bytes are no archive as we write them. The text says why."""


def pack(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """The archive, with its entries in the order given.

    Raises:
        NotAnArchive: a name is not allowed or stands there twice.
    """
    made, seen = io.BytesIO(), set[str]()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
        for name, data in entries:
            if not NAME.fullmatch(name) or name in seen:
                raise NotAnArchive(f"name {name!r}")
            seen.add(name)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            file.writestr(entry, data)
    return made.getvalue()


def unpack(data: bytes) -> list[tuple[str, bytes]]:
    """The entries in their order, when these bytes are exactly what `pack` makes of them.

    Raises:
        NotAnArchive: they are not: damaged, or packed in another way.
    """
    if len(data) > MOST_BYTES:
        raise NotAnArchive("too large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            listed = file.infolist()
            # Before anything is read: a small archive must not become a large one in memory.
            if any(entry.compress_type or entry.file_size > len(data) for entry in listed):
                raise NotAnArchive("compressed")
            if sum(entry.file_size for entry in listed) > len(data):
                raise NotAnArchive("overlapping")
            entries = [(entry.filename, file.read(entry)) for entry in listed]
    except NotAnArchive:
        raise
    except Exception as error:
        # The standard library answers damage with a dozen kinds of exceptions, and none is documented as the last.
        raise NotAnArchive(type(error).__name__) from error
    if pack(entries) != data:
        raise NotAnArchive("packed in another way")
    return entries
