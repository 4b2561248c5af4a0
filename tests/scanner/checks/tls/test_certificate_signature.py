"""Signatures: of everything that somebody else signed."""

import pytest

from tests.scanner.certificates import authority, leaf
from tests.scanner.checks.tls.builders import endpoint, good, session, sheet, unseen
from weerbaar.scanner.checks.tls.certificate_signature.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("SHA-256", sheet(endpoint(good())), "strong"),
    ("SHA-1", sheet(endpoint(session(leaf(signature="sha1"), authority()))), "weak"),
    ("MD5", sheet(endpoint(session(leaf(signature="md5"), authority()))), "weak"),
    ("an intermediate with SHA-1", sheet(endpoint(session(leaf(), authority(signature="sha1")))), "weak"),
    ("a root with SHA-1 sent along", sheet(endpoint(session(leaf(), authority("root", signature="sha1")))), "strong"),
    ("only one that signed itself", sheet(endpoint(session(leaf(issuer="self"), trusted=False))), "not-applicable"),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no answer", unseen(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_hash_is_evidence() -> None:
    assert run(sheet(endpoint(session(leaf(signature="sha1"), authority())))).evidence["hash"] == "sha1"
