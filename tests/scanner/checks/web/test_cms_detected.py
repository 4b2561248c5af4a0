"""Which software a site is made with, and who keeps it up to date."""

import pytest

from tests.scanner.checks.web.content_builders import NO_CONTENT, with_page
from weerbaar.scanner.checks.web.cms_detected.check import run
from weerbaar.scanner.facts.sheet import FactSheet

WORDPRESS = '<meta name="generator" content="WordPress 6.4.2">'
WIX = '<meta name="generator" content="Wix.com Website Builder">'

CASES: list[tuple[str, FactSheet, str]] = [
    ("WordPress", with_page(WORDPRESS), "self-kept"),
    ("by a header", with_page("<p>", {"x-generator": "Drupal 10 (https://www.drupal.org)"}), "self-kept"),
    ("by a cookie", with_page("<p>", {"set-cookie": "OCSESSID=1; Secure"}), "self-kept"),
    ("a service", with_page(WIX), "kept-by-its-maker"),
    ("a service inside it", with_page(f"{WORDPRESS}<script src=https://app.ecwid.com/a.js></script>"), "self-kept"),
    ("nothing", with_page("<p>Wij maken WordPress-sites"), "nothing-known"),
    ("the beginning shows it", with_page(WORDPRESS, is_whole=False), "self-kept"),
    ("the beginning shows nothing", with_page("<p>", is_whole=False), "not-determined"),
    *NO_CONTENT,
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_software_signs_and_plug_ins_are_evidence() -> None:
    evidence = run(with_page(f"{WORDPRESS}<script src=/wp-content/plugins/elementor/a.js></script>")).evidence
    assert evidence["software"] == ["WordPress 6.4.2"]
    assert evidence["by"] == ["WordPress: generator"]
    assert evidence["plugins"] == ["elementor"]
