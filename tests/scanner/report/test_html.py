"""The HTML report stands alone, says everything, and runs nothing that a server sent."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.scanner.report.documents import HOSTILE, bad, good, hostile, nothing
from weerbaar.scanner.report import html
from weerbaar.scanner.report.html import grouped, render
from weerbaar.scanner.report.words import words
from weerbaar.scanner.vocabulary.language import Language


class Page(HTMLParser):
    """The tags with their attributes, the headings and the visible text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._hidden = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def test_the_answer_comes_first_then_tasks_then_what_is_fine_then_details_then_how() -> None:
    page = Page(render(bad()))
    parts = [
        "Je bent op weg. Doe eerst deze drie dingen.",
        "Zorg dat niemand kan mailen uit jouw naam",
        "Dit is al in orde",
        "Alles wat we maten",
        "Zo pak je het aan",
        "Hoe we dit maten",
        "Dit konden we niet meten",
    ]
    places = [page.text.index(part) for part in parts]
    assert places == sorted(places)


def test_every_task_is_explained_with_its_message() -> None:
    report = bad()
    page = Page(render(report))
    for task in report.tasks:
        assert task.title in page.text
    assert page.text.count(report.tasks[0].message) == len(report.tasks)
    assert len([attrs for tag, attrs in page.tags if tag == "article"]) == 9


@pytest.mark.parametrize("report", [bad(), good(), nothing(), hostile()], ids=["bad", "good", "nothing", "hostile"])
def test_the_file_needs_nothing_from_outside_and_has_no_script(report: object) -> None:
    text = render(report)  # type: ignore[arg-type]
    page = Page(text)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") for name in attrs)]
    targets = [attrs["href"] for tag, attrs in page.tags if "href" in attrs]
    assert all(target and target.startswith("#") for target in targets)
    assert re.findall(r"url\((?!\"data:)", text) == []
    assert "@import" not in text


def test_what_a_server_sent_is_shown_and_never_run() -> None:
    text = render(hostile())
    assert "<script" not in text
    assert HOSTILE in Page(text).text


@pytest.mark.parametrize("report", [bad(), good(), nothing()], ids=["bad", "good", "nothing"])
def test_headings_are_in_order_and_there_is_one_first(report: object) -> None:
    levels = Page(render(report)).headings  # type: ignore[arg-type]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_links_lead_to_a_place_in_the_file() -> None:
    page = Page(render(bad()))
    places = {attrs.get("id") for _, attrs in page.tags}
    assert {str(attrs["href"])[1:] for tag, attrs in page.tags if tag == "a"} <= places


def test_the_language_of_the_page_is_that_of_the_report() -> None:
    english = replace(bad(), language=Language.EN, words=words(Language.EN).labels)
    assert '<html lang="en">' in render(english)
    assert "This is already fine" in render(english)
    assert '<html lang="nl">' in render(bad())


def test_a_report_about_nothing_praises_nothing_and_counts_nothing() -> None:
    page = Page(render(nothing()))
    assert "Deze domeinnaam bestaat niet." in page.text
    assert "Dit is al in orde" not in page.text
    assert "table" not in {tag for tag, _ in page.tags}


def test_without_the_typeface_the_system_font_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "@font-face" in render(bad())
    html._font.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(html, "FONT", html.FONT.with_name("gone.woff2"))
        assert "@font-face" not in render(bad())
    html._font.cache_clear()


def test_the_proof_is_grouped_by_four() -> None:
    assert grouped("3f9a1c22be07d514") == "3f9a 1c22 be07 d514"
