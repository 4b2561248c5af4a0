"""The box in which answers are counted, sealed with a key of the installation; and codes that only we can have made.

Who reads the database alone, once or every day, finds bytes of always the same length.
"""

import hmac
import secrets
import struct
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from weerbaar.portal.surveys.errors import BoxStaysShut

_NONCE_BYTES = 12  # NIST SP 800-38D, section 8.2: 96 bits, fresh for every sealing
_CODE_BYTES = 12  # half of a code is chance, half shows that it is ours: 24 bytes, the length of every secret of a link


def seal(wave_id: uuid.UUID, cells: Sequence[str], counts: Mapping[str, int]) -> bytes:
    """The numbers of these cells, as nobody without our key can read them."""
    numbers = struct.pack(f">{len(cells)}I", *(counts.get(cell, 0) for cell in cells))
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_key("box")).encrypt(nonce, numbers, wave_id.bytes)


def unseal(wave_id: uuid.UUID, cells: Sequence[str], sealed: bytes) -> dict[str, int]:
    """The numbers by cell.

    Raises:
        BoxStaysShut: our key does not open it.
    """
    nonce, content = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        numbers = AESGCM(_key("box")).decrypt(nonce, content, wave_id.bytes)
    except InvalidTag as error:
        raise BoxStaysShut from error
    return dict(zip(cells, struct.unpack(f">{len(cells)}I", numbers), strict=True))


def new_code(wave_id: uuid.UUID) -> str:
    """A code for one reply. It is stored nowhere: its second half shows that we made it for this survey."""
    chance = secrets.token_bytes(_CODE_BYTES)
    return urlsafe_b64encode(chance + _mark(wave_id, chance)).decode()


def is_code_of(wave_id: uuid.UUID, code: str) -> bool:
    """Whether we made this code for this survey."""
    try:
        content = urlsafe_b64decode(code)
    except ValueError:
        return False
    chance, mark = content[:_CODE_BYTES], content[_CODE_BYTES:]
    return hmac.compare_digest(_mark(wave_id, chance), mark)


def _mark(wave_id: uuid.UUID, chance: bytes) -> bytes:
    return hmac.digest(_key("code"), wave_id.bytes + chance, "sha256")[:_CODE_BYTES]


def _key(use: str) -> bytes:
    """The key of this use. Each use has its own, so that what one gives away says nothing of another."""
    if not settings.TOKEN_KEY:
        raise BoxStaysShut
    return hmac.digest(settings.TOKEN_KEY.encode(), f"weerbaar.surveys.{use}".encode(), "sha256")
