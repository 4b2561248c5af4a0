"""Mixed content: what crosses the internet in the open although the page does not."""

import pytest

from tests.scanner.checks.web.content_builders import NO_CONTENT, with_page
from weerbaar.scanner.checks.web.mixed_content.check import run
from weerbaar.scanner.facts.sheet import FactSheet

UPGRADE = {"content-security-policy": "default-src 'self'; upgrade-insecure-requests"}
SCRIPT = "<script src=http://elders.example/a.js></script>"
IMAGE = "<img src=http://elders.example/a.png>"
FORM = "<form action=http://bakkerij.example/bestel method=post>"

CASES: list[tuple[str, FactSheet, str]] = [
    ("everything over https", with_page("<script src=/a.js></script><img src=//elders.example/a.png>"), "none"),
    ("a link to http", with_page("<a href=http://elders.example/>"), "none"),
    ("a form", with_page(FORM), "open-form"),
    ("a button", with_page("<form><button formaction=http://elders.example/>"), "open-form"),
    ("a form weighs most", with_page(IMAGE + SCRIPT + FORM), "open-form"),
    ("a script", with_page(SCRIPT), "blocked-parts"),
    ("a style", with_page("<link rel=stylesheet href=http://elders.example/a.css>"), "blocked-parts"),
    ("a frame", with_page("<iframe src=http://elders.example/></iframe>"), "blocked-parts"),
    ("a picture", with_page(IMAGE), "open-pictures"),
    ("a film of its own", with_page("<video src=http://bakkerij.example/a.mp4>"), "open-pictures"),
    ("a base without encryption", with_page("<base href=http://bakkerij.example/><script src=a.js></script>"), "blocked-parts"),
    ("an order in the header", with_page(FORM, UPGRADE), "upgraded"),
    ("an order in the page", with_page(
        f"<meta http-equiv=Content-Security-Policy content=upgrade-insecure-requests>{SCRIPT}"), "upgraded"),
    ("the beginning shows one", with_page(IMAGE, is_whole=False), "open-pictures"),
    ("the beginning shows none", with_page("<p>", is_whole=False), "not-determined"),
    *NO_CONTENT,
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_places_of_the_worst_kind_are_named() -> None:
    assert run(with_page(SCRIPT + IMAGE)).evidence["places"] == ["http://elders.example/a.js"]
