"""What people hand in as proof: recognised by its contents, never by its name, and cleaned where that can be done."""

import io
import warnings
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageOps, UnidentifiedImageError

from weerbaar.portal.assessments.errors import DocumentFault, DocumentRefused

MOST_BYTES = 10 * 1024 * 1024
# A large photo of today has fifty million points; more is a mistake or a trap.
MOST_POINTS = 60_000_000


class PaperKind(StrEnum):
    """What is taken. The value is the ending of the file's name."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"

    @property
    def media_type(self) -> str:
        """As it is served (IANA media types)."""
        return {"pdf": "application/pdf", "jpg": "image/jpeg"}.get(self.value, f"image/{self.value}")


@dataclass(frozen=True, slots=True)
class Paper:
    """What is kept of it."""

    kind: PaperKind
    data: bytes


def read_paper(data: bytes, size: int) -> Paper:
    """What may be kept. `size` is what was sent, of which `data` holds at least the beginning.

    A picture is written anew: where and when it was made, and whatever else hides in it, stays behind. A PDF is kept as it is,
    since writing it anew would change what it proves.

    Raises:
        DocumentRefused: it is empty, too large, of another kind, or broken.
    """
    if not size:
        raise DocumentRefused(DocumentFault.EMPTY)
    if size > MOST_BYTES:
        raise DocumentRefused(DocumentFault.TOO_LARGE)
    kind = _kind_of(data)
    if kind is None:
        raise DocumentRefused(DocumentFault.OTHER_KIND)
    return Paper(kind, data if kind is PaperKind.PDF else _written_anew(data, kind))


def read_picture(data: bytes, size: int, *, most_bytes: int, longest_px: int) -> Paper:
    """A picture that may be kept, written anew and with no side longer than `longest_px`. No PDF.

    Raises:
        DocumentRefused: it is empty, larger than `most_bytes`, of another kind, or broken.
    """
    if not size:
        raise DocumentRefused(DocumentFault.EMPTY)
    if size > most_bytes:
        raise DocumentRefused(DocumentFault.TOO_LARGE)
    kind = _kind_of(data)
    if kind is None or kind is PaperKind.PDF:
        raise DocumentRefused(DocumentFault.OTHER_KIND)
    return Paper(kind, _written_anew(data, kind, longest_px))


def _kind_of(data: bytes) -> PaperKind | None:
    """By the first bytes (ISO 32000-2, 7.5.2; ISO 10918-1; W3C PNG; RFC 9649)."""
    if data.startswith(b"%PDF-"):
        return PaperKind.PDF
    if data.startswith(b"\xff\xd8\xff"):
        return PaperKind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PaperKind.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return PaperKind.WEBP
    return None


def _written_anew(data: bytes, kind: PaperKind, longest_px: int | None = None) -> bytes:
    name = {PaperKind.JPEG: "JPEG", PaperKind.PNG: "PNG", PaperKind.WEBP: "WEBP"}[kind]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which stays behind anyhow
            with Image.open(io.BytesIO(data), formats=[name]) as picture:
                if picture.width * picture.height > MOST_POINTS:
                    raise DocumentRefused(DocumentFault.TOO_LARGE)
                upright = ImageOps.exif_transpose(picture)
                plain = upright.convert("RGB" if kind is PaperKind.JPEG or "A" not in upright.getbands() else "RGBA")
                if longest_px is not None:
                    plain.thumbnail((longest_px, longest_px))
        # A fresh picture has the points and nothing else.
        bare = Image.new(plain.mode, plain.size)
        bare.paste(plain)
        into = io.BytesIO()
        bare.save(into, name, quality=88)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise DocumentRefused(DocumentFault.BROKEN) from error
    return into.getvalue()
