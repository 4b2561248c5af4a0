"""DANE for the website: only proven records bind, and one that matches is enough."""

import hashlib

import pytest

from tests.scanner.certificates import NOW, authority, leaf
from tests.scanner.checks.tls.builders import DOMAIN, endpoint, good, session, sheet, unseen
from weerbaar.scanner.checks.tls.dane.check import run
from weerbaar.scanner.facts.dns import Answer, AnswerKind
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_TLSA, HostTlsa
from weerbaar.scanner.parsers.certificate import Certificate, read

WWW = "www.bakkerij.example"


def record(encoded: bytes, usage: int = 3, selector: int = 1) -> str:
    certificate = read(encoded)
    assert isinstance(certificate, Certificate)
    return f"{usage} {selector} 1 {hashlib.sha256(certificate.spki if selector else encoded).hexdigest()}"


OWN, OTHER = record(leaf()), record(leaf(key="p384"))


def answer(*records: str, secure: bool | None = True, host: str = DOMAIN) -> Observation[Answer]:
    kind = AnswerKind.RECORDS if records else AnswerKind.NO_NAME
    return Observed(Answer(f"_443._tcp.{host}", "TLSA", kind, records, secure=secure), NOW)


def published(facts: FactSheet, *answers: Observation[Answer]) -> FactSheet:
    hosts = (DOMAIN, WWW)
    seen = tuple(HostTlsa(host, one) for host, one in zip(hosts, answers, strict=False))
    facts.record(WEB_TLSA, Observed(seen, NOW))
    return facts


def site(*answers: Observation[Answer], trusted: bool = True) -> FactSheet:
    return published(sheet(endpoint(session(leaf(), authority(), trusted=trusted))), *answers)


CASES: list[tuple[str, FactSheet, str]] = [
    ("the server's key", site(answer(OWN)), "matches"),
    ("an old and a new key", site(answer(OTHER, OWN)), "matches"),
    ("the issuer's key", site(answer(record(authority(), usage=2))), "matches"),
    ("the server's certificate, trusted", site(answer(record(leaf(), usage=1, selector=0))), "matches"),
    ("the issuer, trusted", site(answer(record(authority(), usage=0))), "matches"),
    ("the server's key, though nobody trusts it", site(answer(OWN), trusted=False), "matches"),
    ("another key", site(answer(OTHER)), "mismatch"),
    ("the right key, but not trusted", site(answer(record(leaf(), usage=1)), trusted=False), "mismatch"),
    ("no records", site(answer()), "not-applicable"),
    ("records in an unsigned zone", site(answer(OTHER, secure=False)), "not-applicable"),
    ("records that mean nothing", site(answer("9 9 9 00")), "not-applicable"),
    ("an authority that was not sent along", site(answer(record(authority("root"), usage=0))), "not-applicable"),
    ("port 443 refuses", published(unseen(Reason.REFUSED), answer(OTHER)), "not-applicable"),
    ("no website", published(sheet()), "not-applicable"),
    ("the resolver does not validate", site(answer(OTHER, secure=None)), "not-determined"),
    ("the answer is bogus", site(Unobserved(Reason.DNS_BOGUS)), "not-determined"),
    ("records, and no chain", published(unseen(), answer(OTHER)), "not-determined"),
    ("nobody looked", sheet(endpoint(good())), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_a_host_that_does_not_match_outweighs_one_that_was_not_answered() -> None:
    two = sheet(endpoint(good()), endpoint(good(), host=WWW))
    finding = run(published(two, Unobserved(Reason.DNS_TIMEOUT), answer(OTHER, host=WWW)))
    assert (finding.outcome, finding.evidence["hosts"]) == ("mismatch", [WWW])


def test_a_host_without_records_stays_out_of_it() -> None:
    two = sheet(endpoint(good()), endpoint(good(), host=WWW))
    finding = run(published(two, answer(OWN), answer(host=WWW)))
    assert (finding.outcome, finding.evidence["hosts"]) == ("matches", [DOMAIN])


def test_the_name_must_match_where_the_authority_is_named() -> None:
    other = sheet(endpoint(session(leaf(hosts=("other.example",)), authority())))
    assert run(published(other, answer(record(authority(), usage=2)))).outcome == "mismatch"
