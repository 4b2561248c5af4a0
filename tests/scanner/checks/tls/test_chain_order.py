"""The order of a chain: each certificate proves the one before it, and none is too many."""

import pytest

from tests.scanner.certificates import authority, leaf
from tests.scanner.checks.tls.builders import endpoint, good, session, sheet, unseen
from weerbaar.scanner.checks.tls.chain_order.check import run
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("leaf and intermediate", sheet(endpoint(good())), "ordered"),
    ("the leaf alone, signed by a root", sheet(endpoint(session(leaf()))), "ordered"),
    ("the root as well", sheet(endpoint(session(leaf(), authority(), authority("root")))), "with-root"),
    (
        "the root before the intermediate",
        sheet(endpoint(session(leaf(), authority("root"), authority()))),
        "disordered",
    ),
    ("a stranger's authority", sheet(endpoint(session(leaf(), authority(), authority("unknown")))), "superfluous"),
    ("the intermediate twice", sheet(endpoint(session(leaf(), authority(), authority()))), "superfluous"),
    ("the leaf twice", sheet(endpoint(session(leaf(), leaf(), authority()))), "superfluous"),
    ("a chain that nobody trusts", sheet(endpoint(session(leaf(), trusted=False))), "not-applicable"),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no website", sheet(), "not-applicable"),
    ("no answer", unseen(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_an_issuer_known_by_an_old_and_a_new_root_is_in_order() -> None:
    both = session(leaf(), authority(), authority(signature="sha1"), authority("root"))
    assert run(sheet(endpoint(both))).outcome == "with-root"


def test_the_worst_host_counts_and_is_named_with_its_certificate() -> None:
    bad = endpoint(session(leaf(), authority("root"), authority()), host="www.bakkerij.example")
    finding = run(sheet(endpoint(good()), bad))
    assert finding.evidence["hosts"] == ["www.bakkerij.example"]
    assert finding.evidence["certificates"] == ["CN=root"]


def test_a_host_that_was_not_seen_is_named() -> None:
    www = endpoint(Unobserved(Reason.TIMEOUT), host="www.bakkerij.example", versions={})
    finding = run(sheet(endpoint(good()), www))
    assert finding.outcome == "ordered"
    assert finding.evidence["not_measured"] == {"www.bakkerij.example": "timeout"}
