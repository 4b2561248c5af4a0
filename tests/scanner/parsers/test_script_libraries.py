"""Libraries of scripts: read from places of many shapes, and compared with what is known."""

from pathlib import Path

import pytest

from weerbaar.scanner.facts.page import Page, Reference, Use
from weerbaar.scanner.parsers.script_libraries import FILE, hijacked, read_and_try, used_by
from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import read_table

URL = "https://www.bakkerij.example/"


def page(*urls: str, libraries: tuple[str, ...] = ()) -> Page:
    return Page(URL, tuple(Reference(Use.SCRIPT, url) for url in urls), libraries=libraries)


def seen(*urls: str) -> list[tuple[str, str]]:
    return [(one.library.id, one.version) for one in used_by(page(*urls))]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{URL}js/jquery-3.4.1.min.js", ("jquery", "3.4.1")),
        (f"{URL}js/jquery-1.11.js?ver=9.9.9", ("jquery", "1.11")),
        ("https://code.jquery.com/jquery-3.7.1.slim.min.js", ("jquery", "3.7.1")),
        ("https://ajax.googleapis.com/ajax/libs/jquery/1.12.4/jquery.min.js", ("jquery", "1.12.4")),
        ("https://cdn.jsdelivr.net/npm/jquery@3.4.1/dist/jquery.min.js", ("jquery", "3.4.1")),
        ("https://cdn.jsdelivr.net/npm/jquery@3.4.1", ("jquery", "3.4.1")),
        (f"{URL}wp-includes/js/jquery/jquery.min.js?ver=3.7.1", ("jquery", "3.7.1")),
        ("https://code.jquery.com/ui/1.12.1/jquery-ui.min.js", ("jquery-ui", "1.12.1")),
        ("https://cdnjs.cloudflare.com/ajax/libs/jqueryui/1.11.4/jquery-ui.min.js", ("jquery-ui", "1.11.4")),
        ("https://stackpath.bootstrapcdn.com/bootstrap/4.3.1/js/bootstrap.bundle.min.js", ("bootstrap", "4.3.1")),
        ("https://cdn.jsdelivr.net/npm/bootstrap@5.3.3/dist/js/bootstrap.min.js", ("bootstrap", "5.3.3")),
        ("https://ajax.googleapis.com/ajax/libs/angularjs/1.8.2/angular.min.js", ("angularjs", "1.8.2")),
        ("https://cdnjs.cloudflare.com/ajax/libs/moment.js/2.18.1/moment.min.js", ("moment", "2.18.1")),
        ("https://cdnjs.cloudflare.com/ajax/libs/lodash.js/4.17.15/lodash.min.js", ("lodash", "4.17.15")),
        ("https://cdn.jsdelivr.net/npm/dompurify@3.0.8/dist/purify.min.js", ("dompurify", "3.0.8")),
        (f"{URL}js/jquery-3.0.0-beta1.js", ("jquery", "3.0.0-beta1")),
        (f"{URL}JS/JQuery-3.4.1.MIN.js", ("jquery", "3.4.1")),
    ],
)
def test_the_version_is_read_from_the_place(url: str, expected: tuple[str, str]) -> None:
    assert seen(url) == [expected]


@pytest.mark.parametrize(
    "url",
    [
        f"{URL}js/jquery.min.js",
        f"{URL}js/jquery.min.js?ver=1.2.3",
        f"{URL}js/bootstrap.min.js?ver=6.4.2",
        f"{URL}themes/bakkerij/1.2.0/jquery.min.js",
        f"{URL}js/myjquery-1.2.3.js",
        f"{URL}js/jquery-cycle-1.2.3.js",
        f"{URL}js/jquery-1.2.3.css",
        "https://cdn.jsdelivr.net/npm/jquery@3/dist/jquery.min.js",
        f"{URL}angular/main.1.2.3.js",
    ],
)
def test_a_number_of_something_else_is_not(url: str) -> None:
    assert seen(url) == []


def test_a_copy_inside_the_page_says_its_version() -> None:
    (used,) = used_by(page(libraries=("jQuery 1.12.4", "Something else 1.0.0")))
    assert (used.library.id, used.version) == ("jquery", "1.12.4")


def holes(url: str) -> list[str]:
    (used,) = used_by(page(url))
    return [hole.id for hole in used.holes]


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("3.5.0", []),
        ("3.4.1", ["CVE-2020-11022", "CVE-2020-11023"]),
        ("3.3.1", ["CVE-2019-11358", "CVE-2020-11022", "CVE-2020-11023"]),
        ("1.12.1", ["CVE-2019-11358", "CVE-2020-11022", "CVE-2020-11023"]),
        ("1.12.4", ["CVE-2015-9251", "CVE-2019-11358", "CVE-2020-11022", "CVE-2020-11023"]),
    ],
)
def test_the_holes_of_a_version_are_those_of_its_range(version: str, expected: list[str]) -> None:
    assert holes(f"{URL}jquery-{version}.js") == expected


def test_the_same_version_twice_counts_once() -> None:
    assert seen(f"{URL}jquery-3.4.1.js", f"{URL}js/jquery-3.4.1.min.js") == [("jquery", "3.4.1")]


def test_a_host_that_served_harmful_code_is_known() -> None:
    assert hijacked(page("https://cdn.polyfill.io/v3/polyfill.min.js")) == ("cdn.polyfill.io",)
    assert hijacked(page("https://notpolyfill.io/v3/polyfill.min.js")) == ()


def test_every_expression_of_the_table_can_be_used() -> None:
    assert len(read_and_try(read_table(FILE)).libraries) >= 20


@pytest.mark.parametrize(
    "row",
    [
        'holes = [{below = "x", id = "A", severity = "minor"}]',
        'holes = [{below = "1.0", id = "A", severity = "grave"}]',
        'holes = [{id = "A"}]',
        "holes = [1]",
        'holes = []\nin_place = ["(VERSION"]',
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_place(row: str, tmp_path: Path) -> None:
    head = 'id = "x"\nversion = 1\nchecked_on = 2026-11-24\nstale_after_days = 100\nsource = "x"\nverified = false\n'
    path = tmp_path / "x.toml"
    path.write_text(f'{head}[[library]]\nid = "a"\nname = "A"\nnames = ["a"]\n{row}\n', "utf-8")
    with pytest.raises(InvalidReferenceData) as caught:
        read_and_try(read_table(path))
    assert caught.value.line == 7
