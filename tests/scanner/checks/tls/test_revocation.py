"""Revocation: what the server itself sends along decides, and nobody else is asked."""

import pytest

from tests.scanner.certificates import DAY, NOW, authority, leaf, ocsp_response
from tests.scanner.checks.tls.builders import MISSED, both, endpoint, session, sheet, survey, unseen
from weerbaar.scanner.checks.tls.revocation.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

WWW = "www.bakkerij.example"
ASKED = leaf(ocsp="http://ocsp.lab.example")
LISTED = leaf(crl="http://crl.lab.example/1.crl")
OLD = {"first": NOW - 9 * DAY, "last": NOW - 2 * DAY}


def showing(encoded: bytes, staple: object = b"", trusted: bool = True) -> FactSheet:
    return both(endpoint(session(encoded, authority(), trusted=trusted)), survey(staple=staple))


CASES: list[tuple[str, FactSheet, str]] = [
    ("the response says good", showing(ASKED, ocsp_response(ASKED)), "good"),
    ("the response says revoked", showing(ASKED, ocsp_response(ASKED, "revoked")), "revoked"),
    ("neither responder nor list", showing(leaf()), "not-applicable"),
    ("nobody trusts it", showing(ASKED, trusted=False), "not-applicable"),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no website", sheet(), "not-applicable"),
    ("a responder, and no response", showing(ASKED), "not-determined"),
    ("a list", showing(LISTED), "not-determined"),
    ("the responder does not know it", showing(ASKED, ocsp_response(ASKED, "unknown")), "not-determined"),
    ("an old response that says revoked", showing(ASKED, ocsp_response(ASKED, "revoked", **OLD)), "not-determined"),
    ("the responses were missed", showing(ASKED, MISSED), "not-determined"),
    ("no answer", unseen(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_why_it_is_not_known_is_said() -> None:
    assert run(showing(ASKED)).evidence["reason"] == "not-looked"
    assert run(showing(ASKED, b"what is this")).evidence["reason"] == "protocol-error"
    assert run(showing(ASKED, MISSED)).evidence["reason"] == "timeout"


def test_one_revoked_host_is_enough() -> None:
    facts = both(
        endpoint(session(LISTED, authority())),
        endpoint(session(ASKED, authority()), host=WWW),
        survey(),
        survey(host=WWW, staple=ocsp_response(ASKED, "revoked")),
    )
    finding = run(facts)
    assert (finding.outcome, finding.evidence["hosts"]) == ("revoked", [WWW])
