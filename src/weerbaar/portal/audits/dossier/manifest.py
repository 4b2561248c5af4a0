"""What a dossier says of itself: whose it is, when it was made, what came before, and the SHA-256 of everything in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

SCHEMA = "weerbaar-dossier/1"
MANIFEST, SIGNATURE = "manifest.json", "signature.json"


class InvalidManifest(Exception):
    """The text is no manifest as we write it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the dossier: name, size in bytes, SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose dossier it is. `number` counts those of a trajectory from 1; `previous` is the fingerprint of the one before, or
    empty. `made_at` is ISO 8601 in UTC. `order` is the order of the papers by the scheme.
    """

    area: str
    scheme: str
    scheme_version: int
    scheme_sha256: str
    trajectory: str
    cycle: int
    phase: str
    number: int
    made_at: str
    language: str
    previous: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Cover and entries, by name."""

    cover: Cover
    files: tuple[Entry, ...]


def canonical(value: Mapping[str, Any]) -> bytes:
    """The only way in which we write JSON: keys sorted, ASCII, an entry a line, a line end at the end."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, indent=1).encode() + b"\n"


def fingerprint_of(manifest: bytes) -> str:
    """By which a dossier is known: the SHA-256 of its manifest."""
    return hashlib.sha256(manifest).hexdigest()


def entry_of(name: str, data: bytes) -> Entry:
    """The line of a file."""
    return Entry(name, len(data), hashlib.sha256(data).hexdigest())


def write_manifest(manifest: Manifest) -> bytes:
    """The text of the manifest; its files by name."""
    files = [asdict(entry) for entry in sorted(manifest.files, key=lambda entry: entry.name)]
    return canonical({"schema": SCHEMA, **asdict(manifest.cover), "files": files})


def read_manifest(text: bytes) -> Manifest:
    """What the text says.

    Raises:
        InvalidManifest: it is not written as we write it, or says something else.
    """
    try:
        data = json.loads(text)
        if data.pop("schema") != SCHEMA:
            raise InvalidManifest("schema")
        files = tuple(Entry(**_typed(Entry, item)) for item in data.pop("files"))
        data["order"] = tuple(_word(item) for item in data["order"])
        manifest = Manifest(Cover(**_typed(Cover, data)), files)
        if write_manifest(manifest) != text:
            raise InvalidManifest("form")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InvalidManifest(type(error).__name__) from error
    return manifest


_KINDS = {"size": int, "scheme_version": int, "cycle": int, "number": int, "order": tuple}


def _typed(kind: type, values: dict[str, Any]) -> dict[str, Any]:
    for item in fields(kind):
        if type(values[item.name]) is not _KINDS.get(item.name, str):
            raise InvalidManifest(item.name)
    return values


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidManifest("order")
    return value
