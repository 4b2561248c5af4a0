"""Owners of hosts, from a dated table and our own additions."""

from pathlib import Path

import pytest

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.third_parties import (
    CATEGORIES,
    FILE,
    LOCAL_FILE,
    has_consent_folder,
    is_loader,
    owner_of,
    read,
)
from weerbaar.scanner.parsers.third_party_web import CATEGORIES as THEIR_CATEGORIES
from weerbaar.scanner.parsers.third_party_web import parse
from weerbaar.scanner.vocabulary.reference_data import read_table


@pytest.mark.parametrize(
    ("host", "name", "follows"),
    [
        ("www.googletagmanager.com", "Google Tag Manager", True),
        ("region1.google-analytics.com", "Google Analytics", True),
        ("connect.facebook.net", "Facebook", True),
        ("static.hotjar.com", "Hotjar", True),
        ("www.clarity.ms", "Microsoft Clarity", True),
        ("cdn.leadinfo.net", "Leadinfo", True),
        ("snap.licdn.com", "LinkedIn Insight", True),
        ("fonts.gstatic.com", "Google Fonts", False),
        ("cdn.jsdelivr.net", "JSDelivr CDN", False),
        ("consent.cookiebot.com", "Cookiebot", False),
        ("js.mollie.com", "Mollie", False),
        ("www.youtube.com", "YouTube", False),
    ],
)
def test_the_services_that_many_use_are_known(host: str, name: str, follows: bool) -> None:
    owner = owner_of(host)
    assert owner is not None
    assert (owner.name, owner.follows_visitors) == (name, follows)


@pytest.mark.parametrize(
    "host", ["bakkerij.example", "notgoogletagmanager.com", "com", "", "googletagmanager.com.example"]
)
def test_other_hosts_have_no_known_owner(host: str) -> None:
    assert owner_of(host) is None


def test_only_hosts_that_serve_nothing_but_code_are_loaders() -> None:
    assert is_loader("www.googletagmanager.com")
    assert not is_loader("www.facebook.com")


def test_plug_ins_that_ask_are_known_by_their_folder() -> None:
    assert has_consent_folder(["https://bakkerij.example/wp-content/plugins/Complianz-GDPR/a.js"])
    assert not has_consent_folder(["https://bakkerij.example/wp-content/plugins/contact-form-7/a.js"])


@pytest.mark.parametrize("file", [FILE, LOCAL_FILE], ids=lambda file: file.name)
def test_every_row_can_be_used(file: Path) -> None:
    owners = read(read_table(file))
    assert owners
    for host, owner in owners.items():
        assert owner.category in CATEGORIES
        assert host == host.lower()
        assert "." in host.strip(".")


def test_every_word_of_theirs_has_one_of_ours() -> None:
    assert set(THEIR_CATEGORIES.values()) <= CATEGORIES


def test_the_owners_most_often_met_are_taken_in_the_order_of_their_names() -> None:
    text = (
        '[{"name": "B", "category": "ad", "domains": ["*.b.example"], "totalOccurrences": 5},'
        ' {"name": "C", "category": "ad", "domains": ["c.example"], "totalOccurrences": 1},'
        ' {"name": "a", "category": "social", "company": "A Inc", "domains": ["A.example", "*"], "totalOccurrences": 3}]'
    )
    assert parse(text, most=2) == [
        {"name": "a", "category": "social", "hosts": ["a.example"], "company": "A Inc"},
        {"name": "B", "category": "advertising", "hosts": ["b.example"]},
    ]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '[{"name": 1}]', '[{"name": "A", "category": "new", "domains": []}]', '[{"name": "A"}]']
)
def test_anything_else_is_malformed(text: str) -> None:
    assert isinstance(parse(text), Malformed)
