"""Trust: a path to a known root, whatever the name and the dates say."""

import pytest

from tests.scanner.certificates import authority, leaf
from tests.scanner.checks.tls.builders import endpoint, good, session, sheet, unseen
from weerbaar.scanner.checks.tls.certificate_trust.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("a path to a root", sheet(endpoint(good())), "trusted"),
    (
        "the server keeps the intermediate to itself",
        sheet(endpoint(session(leaf(), trusted=False))),
        "incomplete-chain",
    ),
    ("signed by itself", sheet(endpoint(session(leaf(issuer="self"), trusted=False))), "self-signed"),
    (
        "an unknown authority",
        sheet(endpoint(session(leaf(issuer="unknown"), authority("unknown"), trusted=False))),
        "untrusted",
    ),
    (
        "alone, and no place to fetch the issuer",
        sheet(endpoint(session(leaf(ca_issuers=""), trusted=False))),
        "untrusted",
    ),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no website", sheet(), "not-applicable"),
    ("no answer", unseen(), "not-determined"),
    ("bytes that are no certificate", sheet(endpoint(session(b"\x30\x00"))), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_worst_host_counts_and_is_named() -> None:
    bad = endpoint(session(leaf(issuer="self"), trusted=False), host="www.bakkerij.example")
    finding = run(sheet(endpoint(good()), bad))
    assert (finding.outcome, finding.evidence["hosts"]) == ("self-signed", ["www.bakkerij.example"])
