"""The PDF can be read by a person, a screen reader and a program, and looks the same everywhere."""

import io
import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest
from pypdf import PdfReader

from tests.scanner.report.documents import HOSTILE, bad, good, hostile, nothing
from weerbaar.scanner.report.document import ReportDocument
from weerbaar.scanner.report.pdf import render
from weerbaar.scanner.report.words import words
from weerbaar.scanner.vocabulary.language import Language

REPORTS = {"bad": bad, "good": good, "nothing": nothing, "hostile": hostile}


@lru_cache(maxsize=8)
def pdf(name: str) -> PdfReader:
    return PdfReader(io.BytesIO(render(REPORTS[name]())))


def text_of(reader: PdfReader, page: int | None = None) -> str:
    pages = reader.pages if page is None else [reader.pages[page]]
    return " ".join(" ".join(part.extract_text() for part in pages).split())


def catalog(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def test_it_says_its_title_and_language_and_is_tagged_for_screen_readers() -> None:
    reader = pdf("bad")
    assert reader.metadata is not None
    assert reader.metadata.title == "Rapport over bakkerij-deegrol.example"
    assert catalog(reader)["/Lang"] == "nl"
    assert catalog(reader)["/MarkInfo"]["/Marked"]
    assert catalog(reader)["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in catalog(reader)
    assert b"pdfuaid:part" in catalog(reader)["/Metadata"].get_data()


def test_page_one_holds_the_answer_the_three_tasks_what_is_fine_and_the_counts() -> None:
    report = bad()
    text = text_of(pdf("bad"), 0)
    assert report.sentence in text
    for task in report.first:
        assert task.title in text
        assert task.why in text
        assert task.who in text
    assert report.later[0].title not in text
    assert "Je afzenderlijst klopt (SPF)" in text
    assert "24 punten" in text
    assert "Alles wat we maten" not in text


def test_later_pages_hold_the_details_the_steps_the_messages_and_the_method() -> None:
    report = bad()
    text = text_of(pdf("bad"))
    for chapter in report.chapters:
        for point in chapter.points:
            assert point.title in text
    for task in report.tasks:
        assert task.title in text
    for part in ("Schrijf op welke diensten", "v=DMARC1; p=none;", *report.how):
        assert part in text
    assert text.index("Alles wat we maten") < text.index("Zo pak je het aan") < text.index("Hoe we dit maten")


def test_what_a_reader_copies_has_no_hidden_characters() -> None:
    assert "\u200b" not in "".join(page.extract_text() for page in pdf("bad").pages)


def test_much_that_is_fine_never_pushes_page_one_over() -> None:
    many = replace(bad(), fine=tuple(f"Onderdeel {n + 1} van je website is goed beveiligd" for n in range(80)))
    reader = PdfReader(io.BytesIO(render(many)))
    shown = len(re.findall(r"Onderdeel \d+ van je", text_of(reader, 0)))
    assert 8 < shown < 40
    assert f"En nog {80 - shown} punten" in text_of(reader, 0)
    assert "Alles wat we maten" in text_of(reader, 1)


def test_what_a_server_sent_is_text_and_never_markup() -> None:
    text = text_of(pdf("hostile"))
    assert HOSTILE in text
    assert len(pdf("hostile").pages) <= 4


@pytest.mark.parametrize("name", REPORTS)
def test_only_our_own_typefaces_are_used(name: str) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pdf(name).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert fonts
    assert all(font.startswith(("Figtree", "LibertinusSerif", "DejaVuSansMono")) for font in fonts)


def test_a_report_about_nothing_is_one_page() -> None:
    reader = pdf("nothing")
    assert len(reader.pages) == 1
    assert "Deze domeinnaam bestaat niet." in text_of(reader)
    assert "In orde" not in text_of(reader)


def test_a_good_report_has_no_tasks() -> None:
    assert "Zo pak je het aan" not in text_of(pdf("good"))
    assert "Alles wat we van buiten konden zien, is in orde." in text_of(pdf("good"), 0)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(bad()) == render(bad())


@pytest.mark.parametrize(
    ("name", "shown"),
    [("łódź.example", "łódź.example"), ("παράδειγμα.example", "παράδειγμα"), ("例え.example", "xn--r8jz45g.example")],
)
def test_a_name_in_any_script_gives_a_report(name: str, shown: str) -> None:
    assert shown in text_of(PdfReader(io.BytesIO(render(replace(bad(), target=name)))), 0)


def test_evidence_in_a_script_that_we_have_no_letters_for_gives_a_report() -> None:
    report: ReportDocument = replace(bad(), missed=("De server zei 你好.",))
    assert "De server zei ??." in text_of(PdfReader(io.BytesIO(render(report))))


def test_every_latin_letter_can_be_typeset() -> None:
    letters = " ".join(chr(code) for code in range(0x20, 0x250) if chr(code).isprintable())
    assert text_of(PdfReader(io.BytesIO(render(replace(bad(), missed=(letters + "€…–—‘’“”·",))))))


def test_the_english_report_is_in_english() -> None:
    reader = PdfReader(io.BytesIO(render(replace(bad(), language=Language.EN, words=words(Language.EN).labels))))
    assert catalog(reader)["/Lang"] == "en"
    assert "How to fix it" in text_of(reader)
