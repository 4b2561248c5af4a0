"""Third parties: who is there, who follows, and whether somebody seems to ask first."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN
from tests.scanner.checks.web.content_builders import NO_CONTENT, with_page
from weerbaar.scanner.checks.web.third_parties.check import run
from weerbaar.scanner.facts.sheet import FactSheet

TAG_MANAGER = "<script>j.src='https://www.googletagmanager.com/gtm.js?id='+i</script>"
FONT = "<link rel=stylesheet href='https://fonts.googleapis.com/css2?family=Figtree'>"

CASES: list[tuple[str, FactSheet, str]] = [
    ("only its own", with_page("<script src=/a.js></script><img src=/b.png>"), "none"),
    ("a host below the domain is its own", with_page(f"<img src=https://beeld.{DOMAIN}/a.png>"), "none"),
    ("a link is not fetched", with_page("<a href=https://www.facebook.com/bakkerij>"), "none"),
    ("a form is not fetched", with_page("<form action=https://www.facebook.com/a>"), "none"),
    (
        "a script may name a host for another reason",
        with_page("<script>a='https://www.facebook.com/x'</script>"),
        "none",
    ),
    ("a font", with_page(FONT), "others"),
    ("a host that nobody knows", with_page("<img src=https://elders.example/a.png>"), "others"),
    ("a tag manager", with_page(TAG_MANAGER), "follows-visitors"),
    ("a picture that counts visitors", with_page("<img src=https://www.facebook.com/tr?id=1>"), "follows-visitors"),
    ("a frame", with_page("<iframe src=https://www.linkedin.com/embed></iframe>"), "follows-visitors"),
    (
        "it waits for permission",
        with_page("<script type=text/plain src=https://static.hotjar.com/a.js></script>"),
        "none",
    ),
    (
        "a tool that asks",
        with_page(f"<script src=https://consent.cookiebot.com/uc.js></script>{TAG_MANAGER}"),
        "asks-first",
    ),
    (
        "a plug-in that asks",
        with_page(f"<script src=/wp-content/plugins/complianz-gdpr/a.js></script>{TAG_MANAGER}"),
        "asks-first",
    ),
    (
        "a tool that asks and nobody who follows",
        with_page("<script src=https://consent.cookiebot.com/uc.js></script>"),
        "others",
    ),
    ("the beginning shows one that follows", with_page(TAG_MANAGER, is_whole=False), "follows-visitors"),
    ("the beginning shows nobody", with_page(FONT, is_whole=False), "not-determined"),
    *NO_CONTENT,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_owners_are_named_with_a_host_and_once() -> None:
    html = f"{FONT}{TAG_MANAGER}<script src=https://www.googletagmanager.com/gtag/js></script><img src=https://elders.example/>"
    evidence = run(with_page(html)).evidence
    assert evidence["followers"] == ["Google Tag Manager (Google): www.googletagmanager.com"]
    assert evidence["others"] == ["Google Fonts (Google): fonts.googleapis.com", "elders.example"]
