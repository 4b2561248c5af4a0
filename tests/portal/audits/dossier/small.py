"""A small dossier, and both verifiers as functions that say whether it is whole."""

import importlib.util
from dataclasses import replace
from pathlib import Path
from typing import Any

from weerbaar.portal.audits.dossier.manifest import Cover
from weerbaar.portal.audits.dossier.signing import public_key_of
from weerbaar.portal.audits.dossier.verify import seal, verify

STAND_ALONE = Path(__file__).parents[4] / "docs" / "verify_dossier.py"
KEY = "07" * 32
PUBLIC = public_key_of(KEY)
COVER = Cover(
    area="Meeuwenwaard",
    scheme="kvo-classic",
    scheme_version=1,
    scheme_sha256="00" * 32,
    trajectory="2f0b7f5e-5d0c-4f0f-8f5b-5a3c2a3f9d10",
    cycle=1,
    phase="audit",
    number=1,
    made_at="2026-11-24T12:00:00Z",
    language="nl",
    previous="",
    order=("area_sheet",),
)
FILES = {"papers/a.txt": b"Gebiedskaart\n", "papers/b.json": b'{"a": 1}\n', "index.html": b"<p>Dossier</p>"}


def small(key: str = KEY, **cover: Any) -> bytes:
    """A whole one."""
    return seal(replace(COVER, **cover), dict(FILES), key)


def stand_alone() -> Any:
    """The verifier that needs nothing, as a module."""
    spec = importlib.util.spec_from_file_location("verify_dossier", STAND_ALONE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_ALONE = stand_alone()


def ours_takes(data: bytes, key: str = PUBLIC) -> bool:
    """Whether the product's verifier finds nothing."""
    return verify(data, public_keys=[key] if key else []).is_whole


def theirs_takes(data: bytes, key: str = PUBLIC) -> bool:
    """Whether the stand-alone one finds nothing; whatever it cannot read, it does not take."""
    try:
        return not _ALONE.faults(data, key)
    except Exception:
        return False


def fingerprint(data: bytes) -> str:
    """By which a whole dossier is known."""
    found = verify(data)
    assert found.is_whole
    return found.fingerprint
