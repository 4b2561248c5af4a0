"""Keys: long enough, of a kind in the list, in the whole chain but the root."""

import pytest

from tests.scanner.certificates import authority, leaf
from tests.scanner.checks.tls.builders import endpoint, session, sheet, unseen
from weerbaar.scanner.checks.tls.certificate_key.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet


def keyed(key: str) -> FactSheet:
    return sheet(endpoint(session(leaf(key=key), authority())))


CASES: list[tuple[str, FactSheet, str]] = [
    ("P-256", keyed("p256"), "strong"),
    ("P-384", keyed("p384"), "strong"),
    ("RSA 2048", keyed("rsa2048"), "strong"),
    ("Ed25519", keyed("ed25519"), "strong"),
    ("RSA 1024", keyed("rsa1024"), "weak"),
    ("P-224", keyed("p224"), "weak"),
    ("a curve outside the list", keyed("k256"), "weak"),
    ("a weak intermediate", sheet(endpoint(session(leaf(), authority(key="rsa1024")))), "weak"),
    ("a weak root sent along", sheet(endpoint(session(leaf(), authority("root", key="rsa2048")))), "strong"),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no answer", unseen(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_key_and_the_section_of_the_guideline_are_evidence() -> None:
    evidence = run(keyed("rsa1024")).evidence
    assert evidence["key"] == "RSA 1024"
    assert evidence["guideline"] == "NCSC-NL TLS 2025-05, 3.3.2.1"
