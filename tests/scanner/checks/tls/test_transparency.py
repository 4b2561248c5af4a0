"""Certificate Transparency: enough different logs, inside the certificate or beside it."""

import pytest

from tests.scanner.certificates import DAY, NOW, authority, leaf, timestamp_list
from tests.scanner.checks.tls.builders import MISSED, both, endpoint, session, sheet, survey, unseen
from weerbaar.scanner.checks.tls.transparency.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

WWW = "www.bakkerij.example"
LONG = {"not_before": NOW - 30 * DAY, "not_after": NOW + 300 * DAY}


def showing(encoded: bytes, trusted: bool = True, **seen: object) -> FactSheet:
    return both(endpoint(session(encoded, authority(), trusted=trusted)), survey(**seen))


CASES: list[tuple[str, FactSheet, str]] = [
    ("two logs of a short certificate", showing(leaf()), "logged"),
    ("three logs of a long one", showing(leaf(logs=3, **LONG)), "logged"),
    ("none inside and two beside it", showing(leaf(logs=0), timestamps=timestamp_list(2)), "logged"),
    ("two logs of a long one", showing(leaf(logs=2, **LONG)), "too-few"),
    ("one log", showing(leaf(logs=1)), "too-few"),
    ("no log", showing(leaf(logs=0)), "missing"),
    ("a list that cannot be read", showing(leaf(timestamps=b"\x00\x09what is this")), "missing"),
    ("nobody trusts it", showing(leaf(logs=0), trusted=False), "not-applicable"),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no website", sheet(), "not-applicable"),
    ("none inside, and what comes beside was missed", showing(leaf(logs=0), timestamps=MISSED), "not-determined"),
    ("none inside, and nobody surveyed", sheet(endpoint(session(leaf(logs=0), authority()))), "not-determined"),
    ("no answer", unseen(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_enough_inside_needs_no_survey() -> None:
    assert run(sheet(endpoint(session(leaf(), authority())))).outcome == "logged"


def test_one_log_twice_is_one_log() -> None:
    one = timestamp_list(1)[2:]
    twice = (2 * len(one)).to_bytes(2, "big") + one + one
    finding = run(showing(leaf(timestamps=twice)))
    assert (finding.outcome, finding.evidence["logs"], finding.evidence["needed"]) == ("too-few", 1, 2)


def test_the_worst_host_counts_and_is_named() -> None:
    facts = both(
        endpoint(session(leaf(), authority())),
        endpoint(session(leaf(logs=0), authority()), host=WWW),
        survey(),
        survey(host=WWW),
    )
    finding = run(facts)
    assert (finding.outcome, finding.evidence["hosts"]) == ("missing", [WWW])


def test_hosts_that_are_one_server_share_its_survey() -> None:
    shown = session(leaf(logs=0), authority())
    facts = both(endpoint(shown), endpoint(shown, host=WWW), survey(timestamps=timestamp_list(2)))
    assert run(facts).outcome == "logged"
