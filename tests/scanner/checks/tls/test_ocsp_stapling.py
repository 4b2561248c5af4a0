"""OCSP stapling: only where the issuer answers, and only a response that is of use."""

import pytest

from tests.scanner.certificates import DAY, NOW, authority, leaf, ocsp_response
from tests.scanner.checks.tls.builders import MISSED, both, endpoint, session, sheet, survey, unseen
from weerbaar.scanner.checks.tls.ocsp_stapling.check import OUTCOMES, run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.status import Status

WWW = "www.bakkerij.example"
ASKED = leaf(ocsp="http://ocsp.lab.example")
MUST = leaf(must_staple=True)
OLD = {"first": NOW - 9 * DAY, "last": NOW - 2 * DAY}


def showing(encoded: bytes, staple: object = b"", trusted: bool = True) -> FactSheet:
    return both(endpoint(session(encoded, authority(), trusted=trusted)), survey(staple=staple))


CASES: list[tuple[str, FactSheet, str]] = [
    ("a response of the issuer", showing(ASKED, ocsp_response(ASKED)), "stapled"),
    ("a response that says revoked", showing(ASKED, ocsp_response(ASKED, "revoked")), "stapled"),
    ("a response where one is demanded", showing(MUST, ocsp_response(MUST)), "stapled"),
    ("no response", showing(ASKED), "missing"),
    ("a response that is too old", showing(ASKED, ocsp_response(ASKED, **OLD)), "unusable"),
    ("a response of a stranger", showing(ASKED, ocsp_response(ASKED, signer="unknown")), "unusable"),
    ("something else", showing(ASKED, b"what is this"), "unusable"),
    ("none where one is demanded", showing(MUST), "must-staple-missing"),
    ("the issuer does not answer", showing(leaf(crl="http://crl.lab.example/1.crl")), "not-applicable"),
    ("nobody trusts it", showing(ASKED, trusted=False), "not-applicable"),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no website", sheet(), "not-applicable"),
    ("the responses were missed", showing(ASKED, MISSED), "not-determined"),
    ("nobody surveyed", sheet(endpoint(session(ASKED, authority()))), "not-determined"),
    ("no answer", unseen(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_worst_host_counts_and_is_named() -> None:
    finding = run(
        both(
            endpoint(session(ASKED, authority())),
            endpoint(session(MUST, authority()), host=WWW),
            survey(staple=b""),
            survey(host=WWW),
        )
    )
    assert (finding.outcome, finding.evidence["hosts"]) == ("must-staple-missing", [WWW])


def test_a_fault_that_was_seen_outweighs_a_host_that_was_missed() -> None:
    seen, missed = endpoint(session(MUST, authority())), endpoint(session(ASKED, authority()), host=WWW)
    assert run(both(seen, missed, survey(), survey(host=WWW, staple=MISSED))).outcome == "must-staple-missing"


def test_what_need_not_be_sent_is_no_fault_and_says_nothing_of_a_host_that_was_missed() -> None:
    assert OUTCOMES["missing"].status is Status.PASS
    seen, missed = endpoint(session(ASKED, authority())), endpoint(session(MUST, authority()), host=WWW)
    assert run(both(seen, missed, survey(), survey(host=WWW, staple=MISSED))).outcome == "not-determined"


def test_without_the_issuer_the_signature_is_not_judged() -> None:
    alone = both(endpoint(session(ASKED)), survey(staple=ocsp_response(ASKED, signer="unknown")))
    assert run(alone).outcome == "stapled"
