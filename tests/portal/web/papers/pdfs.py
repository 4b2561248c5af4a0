"""Reads a PDF as a program does: its text, its tags for screen readers, its colours and the sizes of its letters."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def reader_of(paper: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(paper))


def text_of(paper: bytes, page: int | None = None) -> str:
    """All that it says, with single spaces; of one page, if given."""
    pages = reader_of(paper).pages
    chosen = pages if page is None else [pages[page]]
    return " ".join(" ".join(part.extract_text() for part in chosen).split())


def tags_of(paper: bytes) -> Counter[str]:
    """How often each kind of element stands in the structure tree."""
    root: Any = reader_of(paper).trailer["/Root"]
    return Counter(_walk(root["/StructTreeRoot"]))


def _walk(element: Any) -> Iterator[str]:
    if not isinstance(element, DictionaryObject):
        return
    if "/S" in element:
        yield str(element["/S"])
    kids = element.get("/K")
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _walk(kid.get_object() if hasattr(kid, "get_object") else kid)


def letter_sizes(paper: bytes) -> set[float]:
    """The sizes of all letters in points, rounded to one decimal."""
    sizes: set[float] = set()

    def note(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * tm[3] * cm[3]), 1))

    for page in reader_of(paper).pages:
        page.extract_text(visitor_text=note)
    return sizes


def is_grey(paper: bytes) -> bool:
    """Whether everything is drawn in black, white and greys, pictures included."""
    reader = reader_of(paper)
    streams = [page.get_contents().get_data() for page in reader.pages]  # type: ignore[union-attr]
    for at in range(1, len(reader.xref_objStm) + sum(len(part) for part in reader.xref.values()) + 1):
        found = reader.get_object(at)
        if isinstance(found, DictionaryObject) and found.get("/Subtype") == "/Form":
            streams.append(found.get_data())  # type: ignore[attr-defined]
    return all(_grey(stream.decode("latin-1")) for stream in streams)


def _grey(stream: str) -> bool:
    colours = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|sc|SC|scn|SCN)\b", stream)
    return all(len(set(colour)) == 1 for colour in colours)
