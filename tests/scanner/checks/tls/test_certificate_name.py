"""Names: by the subject alternative names only, a wildcard for one label."""

import pytest

from tests.scanner.certificates import authority, leaf
from tests.scanner.checks.tls.builders import endpoint, good, session, sheet, unseen
from weerbaar.scanner.checks.tls.certificate_name.check import run
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

WWW = "www.bakkerij.example"


def showing(*hosts: str, host: str = "bakkerij.example") -> FactSheet:
    return sheet(endpoint(session(leaf(hosts=hosts), authority()), host=host))


CASES: list[tuple[str, FactSheet, str]] = [
    ("both names", sheet(endpoint(good()), endpoint(good(), host=WWW)), "matches"),
    ("a wildcard", showing("*.bakkerij.example", host=WWW), "matches"),
    ("another name", showing("slager.example"), "mismatch"),
    ("a wildcard does not stand for nothing", showing("*.bakkerij.example"), "mismatch"),
    ("only a common name", showing(), "mismatch"),
    (
        "signed by itself",
        sheet(endpoint(session(leaf(hosts=("localhost",), issuer="self"), trusted=False))),
        "not-applicable",
    ),
    (
        "one signed by itself and the other for another name",
        sheet(
            endpoint(session(leaf(hosts=("localhost",), issuer="self"), trusted=False)),
            endpoint(session(leaf(hosts=("slager.example",)), authority()), host=WWW),
        ),
        "mismatch",
    ),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no answer", unseen(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_host_and_the_names_it_shows_are_evidence() -> None:
    finding = run(showing("slager.example", "www.slager.example"))
    assert finding.evidence == {"hosts": ["bakkerij.example"], "names": ["slager.example", "www.slager.example"]}


def test_a_host_that_was_not_seen_is_named() -> None:
    silent = endpoint(Unobserved(Reason.TIMEOUT), host=WWW, versions={})
    finding = run(sheet(endpoint(good()), silent))
    assert finding.outcome == "matches"
    assert finding.evidence["not_measured"] == {WWW: "timeout"}
