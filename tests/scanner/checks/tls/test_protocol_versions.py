"""Versions: an old one that was seen decides; otherwise all must have been looked at."""

import pytest

from tests.scanner.checks.tls.builders import endpoint, good, offering, sheet, unseen
from weerbaar.scanner.checks.tls.protocol_versions.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet


def server(*names: str, missed: tuple[str, ...] = ()) -> FactSheet:
    return sheet(endpoint(good(), versions=offering(*names, missed=missed)))


CASES: list[tuple[str, FactSheet, str]] = [
    ("1.2 and 1.3", server("TLSv1.2", "TLSv1.3"), "modern"),
    ("1.3 only", server("TLSv1.3"), "modern"),
    ("1.2 only", server("TLSv1.2"), "sufficient"),
    ("1.0 too", server("TLSv1.0", "TLSv1.2", "TLSv1.3"), "old-versions-offered"),
    ("SSL 3.0 too", server("SSLv3", "TLSv1.2"), "old-versions-offered"),
    ("SSL 2.0 too", server("SSLv2", "TLSv1.2"), "old-versions-offered"),
    ("SSL 2.0 missed", server("TLSv1.2", missed=("SSLv2",)), "not-determined"),
    ("an old one seen, another missed", server("TLSv1.1", missed=("TLSv1.3",)), "old-versions-offered"),
    ("an old one missed", server("TLSv1.2", "TLSv1.3", missed=("TLSv1.0",)), "not-determined"),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no answer", unseen(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_what_was_stored_without_a_word_about_ssl_2_is_judged_without_it() -> None:
    stored = {version: seen for version, seen in offering("TLSv1.2", "TLSv1.3").items() if version != "SSLv2"}
    assert run(sheet(endpoint(good(), versions=stored))).outcome == "modern"
    del stored["SSLv3"]
    assert run(sheet(endpoint(good(), versions=stored))).outcome == "not-determined"


def test_only_the_hosts_with_an_old_version_are_named() -> None:
    old = endpoint(good(), host="www.bakkerij.example", versions=offering("TLSv1.0", "TLSv1.2"))
    evidence = run(sheet(endpoint(good()), old)).evidence
    assert (evidence["hosts"], evidence["old"]) == (["www.bakkerij.example"], ["TLSv1.0"])


def test_one_host_without_the_newest_version_makes_the_whole_sufficient() -> None:
    older = endpoint(good(), host="www.bakkerij.example", versions=offering("TLSv1.2"))
    assert run(sheet(endpoint(good()), older)).outcome == "sufficient"
