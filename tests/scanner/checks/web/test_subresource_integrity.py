"""Integrity: files of others that cannot change are held to what they were."""

import pytest

from tests.scanner.checks.web.content_builders import NO_CONTENT, with_page
from weerbaar.scanner.checks.web.subresource_integrity.check import run
from weerbaar.scanner.facts.sheet import FactSheet

HASH = "sha384-" + "A" * 64
FIXED = "https://cdn.jsdelivr.net/npm/bootstrap@5.3.3/dist/js/bootstrap.min.js"


def script(url: str = FIXED, more: str = f"integrity={HASH} crossorigin=anonymous") -> str:
    return f"<script src={url} {more}></script>"


CASES: list[tuple[str, FactSheet, str]] = [
    ("a fixed script that is held", with_page(script()), "complete"),
    ("a style as well", with_page(script() + f"<link rel=stylesheet href=https://elders.example/a-1.2.3.css integrity={HASH} "
                                  "crossorigin>"), "complete"),
    ("one without version that is held", with_page(script("https://elders.example/a.js")), "complete"),
    ("nothing from others", with_page("<script src=/jquery-3.7.1.min.js></script>"), "no-fixed-files"),
    ("a file that changes", with_page("<script src=https://www.googletagmanager.com/gtag/js></script>"), "no-fixed-files"),
    ("a major version still changes", with_page(script("https://cdn.jsdelivr.net/npm/bootstrap@5/a.js", "")), "no-fixed-files"),
    ("a picture", with_page("<img src=https://elders.example/a-1.2.3.png>"), "no-fixed-files"),
    ("a fixed script", with_page(script(more="")), "missing"),
    ("a version in the path", with_page(script("https://elders.example/libs/jquery/3.7.1/jquery.min.js", "")), "missing"),
    ("a version in the name", with_page(script("https://code.jquery.com/jquery-3.7.1.min.js", "")), "missing"),
    ("one of two", with_page(script() + script(FIXED.replace("5.3.3", "5.3.2"), "")), "missing"),
    ("an empty integrity", with_page(script(more="integrity='' crossorigin")), "missing"),
    ("a hash that is too short", with_page(script(more="integrity=sha384-AAAA crossorigin")), "unusable"),
    ("a hash that nobody uses", with_page(script(more="integrity=md5-AAAA crossorigin")), "unusable"),
    ("no leave to look", with_page(script(more=f"integrity={HASH}")), "unusable"),
    ("the beginning shows one", with_page(script(more=""), is_whole=False), "missing"),
    ("the beginning shows none", with_page(script(), is_whole=False), "not-determined"),
    *NO_CONTENT,
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_files_are_named_and_those_that_change_apart() -> None:
    evidence = run(with_page(script(more="") + script("https://elders.example/a.js", ""))).evidence
    assert evidence["files"] == [FIXED]
    assert evidence["changing"] == ["https://elders.example/a.js"]
