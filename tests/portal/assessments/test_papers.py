"""A document is what its contents say, and a picture keeps nothing but its points."""

import io

import pytest
from PIL import Image, PngImagePlugin

from weerbaar.portal.assessments.errors import DocumentFault, DocumentRefused
from weerbaar.portal.assessments.papers import MOST_BYTES, PaperKind, read_paper

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
_ORIENTATION, _MAKER, _PLACE = 0x0112, 0x010F, 0x8825


def picture(name: str, size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    into = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(into, name, **options)
    return into.getvalue()


def photo() -> bytes:
    """A photo that lies on its side and tells who made it, and where."""
    exif = Image.Exif()
    exif[_MAKER] = "Camera of Anna"
    exif[_ORIENTATION] = 6
    exif.get_ifd(_PLACE)[1] = "N"
    return picture("JPEG", exif=exif.tobytes(), comment=b"in the kitchen")


def fault(data: bytes, size: int | None = None) -> DocumentFault:
    with pytest.raises(DocumentRefused) as refused:
        read_paper(data, len(data) if size is None else size)
    return refused.value.fault


def test_a_pdf_is_kept_octet_by_octet() -> None:
    assert read_paper(PDF, len(PDF)) == (kept := read_paper(PDF, len(PDF)))
    assert (kept.kind, kept.data) == (PaperKind.PDF, PDF)


@pytest.mark.parametrize(("name", "kind"), [("JPEG", PaperKind.JPEG), ("PNG", PaperKind.PNG), ("WEBP", PaperKind.WEBP)])
def test_a_picture_is_written_anew_as_what_it_was(name: str, kind: PaperKind) -> None:
    data = picture(name)
    kept = read_paper(data, len(data))
    assert kept.kind is kind
    with Image.open(io.BytesIO(kept.data)) as again:
        assert (again.format, again.size) == (name, (40, 20))


def test_a_photo_loses_where_and_by_whom_it_was_made_and_stands_upright() -> None:
    data = photo()
    assert b"Camera of Anna" in data
    kept = read_paper(data, len(data)).data
    with Image.open(io.BytesIO(kept)) as again:
        assert dict(again.getexif()) == {}
        assert again.size == (20, 40)
        assert "comment" not in again.info
    assert b"Camera of Anna" not in kept
    assert b"kitchen" not in kept


def test_texts_hidden_in_a_picture_stay_behind() -> None:
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Author", "Anna")
    data = picture("PNG", pnginfo=hidden) + b"<script>alert(1)</script>"
    kept = read_paper(data, len(data)).data
    assert b"Anna" not in kept
    assert b"script" not in kept


@pytest.mark.parametrize("data", [PROGRAM, b"<html><script></script></html>", b"PK\x03\x04", b" %PDF-1.7", b"GIF89a"])
def test_what_is_no_document_is_refused_whatever_its_name(data: bytes) -> None:
    assert fault(data) is DocumentFault.OTHER_KIND


def test_nothing_too_much_and_broken_are_refused() -> None:
    assert fault(b"") is DocumentFault.EMPTY
    assert fault(PDF, MOST_BYTES + 1) is DocumentFault.TOO_LARGE
    assert fault(picture("JPEG")[:200]) is DocumentFault.BROKEN
    assert fault(b"\x89PNG\r\n\x1a\n" + bytes(50)) is DocumentFault.BROKEN


def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused() -> None:
    data = picture("PNG", (9000, 7000))
    assert len(data) < MOST_BYTES
    assert fault(data) is DocumentFault.TOO_LARGE
    assert fault(picture("PNG", (20_000, 10_000))) in {DocumentFault.TOO_LARGE, DocumentFault.BROKEN}
