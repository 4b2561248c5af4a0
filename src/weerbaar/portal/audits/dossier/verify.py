"""Whether a dossier is what it was when it was made. Finds any changed, missing, added, moved or doubled byte."""

import contextlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.audits.dossier.archive import NotAnArchive, pack, unpack
from weerbaar.portal.audits.dossier.manifest import (
    MANIFEST,
    SIGNATURE,
    Cover,
    InvalidManifest,
    Manifest,
    entry_of,
    fingerprint_of,
    read_manifest,
    write_manifest,
)
from weerbaar.portal.audits.dossier.signing import UnreadableSignature, sign, signed_with


class Fault(StrEnum):
    """What is wrong."""

    ARCHIVE = "archive"
    MANIFEST = "manifest"
    ADDED = "added"
    MISSING = "missing"
    CHANGED = "changed"
    ORDER = "order"
    SIGNATURE = "signature"
    OTHER_KEY = "other-key"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong; `name` is the file that it is about, if it is about one."""

    fault: Fault
    name: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found. `public_key` is the key that the signature fits; empty when it fits none."""

    flaws: tuple[Flaw, ...]
    cover: Cover | None = None
    fingerprint: str = ""
    public_key: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was touched."""
        return not self.flaws


def seal(cover: Cover, files: dict[str, bytes], private_key: str) -> bytes:
    """The dossier: its manifest, the signature under that, and the files by name.

    Raises:
        NotAnArchive: a name is not allowed.
    """
    manifest = write_manifest(Manifest(cover, tuple(entry_of(name, data) for name, data in files.items())))
    return pack([(MANIFEST, manifest), (SIGNATURE, sign(manifest, private_key)), *sorted(files.items())])


def verify(data: bytes, *, public_keys: Collection[str] = ()) -> Examination:
    """Everything about one file. With `public_keys` the signature has to be of one of them; without, the reader compares."""
    try:
        entries = unpack(data)
    except NotAnArchive:
        return Examination((Flaw(Fault.ARCHIVE),))
    if [name for name, _ in entries[:2]] != [MANIFEST, SIGNATURE]:
        return Examination((Flaw(Fault.MANIFEST),))
    text, signature, files = entries[0][1], entries[1][1], entries[2:]
    try:
        manifest = read_manifest(text)
    except InvalidManifest:
        return Examination((Flaw(Fault.MANIFEST),))
    flaws = _compare(manifest, files)
    key = ""
    with contextlib.suppress(UnreadableSignature):
        key = signed_with(text, signature)
    if not key:
        flaws.append(Flaw(Fault.SIGNATURE))
    elif public_keys and key not in public_keys:
        flaws.append(Flaw(Fault.OTHER_KEY))
    return Examination(tuple(flaws), manifest.cover, fingerprint_of(text), key)


def verify_chain(dossiers: Sequence[bytes], *, public_keys: Collection[str] = ()) -> list[Examination]:
    """The same for several, oldest first: each but the first has to follow the one before it."""
    examinations: list[Examination] = []
    for data in dossiers:
        examination = verify(data, public_keys=public_keys)
        if examinations and examination.cover and examination.cover.previous != examinations[-1].fingerprint:
            flaws = (*examination.flaws, Flaw(Fault.CHAIN))
            examination = Examination(flaws, examination.cover, examination.fingerprint, examination.public_key)
        examinations.append(examination)
    return examinations


def _compare(manifest: Manifest, files: list[tuple[str, bytes]]) -> list[Flaw]:
    listed = {entry.name: entry for entry in manifest.files}
    flaws = [Flaw(Fault.ADDED, name) for name, _ in files if name not in listed]
    flaws += [Flaw(Fault.MISSING, name) for name in listed if name not in dict(files)]
    flaws += [
        Flaw(Fault.CHANGED, name) for name, data in files if name in listed and entry_of(name, data) != listed[name]
    ]
    names = [entry.name for entry in manifest.files]
    if not flaws and ([name for name, _ in files] != names or names != sorted(set(names))):
        flaws.append(Flaw(Fault.ORDER))
    return flaws
