"""Mail over IPv6: judged by what is published; whether it answers is another question."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, NOW, host, sheet
from weerbaar.scanner.checks.ipv6.mail.check import run
from weerbaar.scanner.facts.mail import MAIL_HOSTS, MailHost
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

TIMED_OUT: Observation[bool] = Unobserved(Reason.TIMEOUT)


def mail_host(name: str, ipv6: list[str] | None, accepted: Observation[bool] = TIMED_OUT) -> MailHost:
    return MailHost(10, host(name, ["198.18.2.1"], ipv6), NO_ANSWER, (), accepted)


def served_by(*hosts: MailHost) -> FactSheet:
    return sheet((MAIL_HOSTS, Observed(hosts, NOW)))


WITH = mail_host("mx1.mail.example", ["2001:db8:2::1"], Observed(True, NOW))
WITHOUT = mail_host("mx2.mail.example", [])
REFUSING = mail_host("mx3.mail.example", ["2001:db8:2::3"], Observed(False, NOW))

CASES: list[tuple[str, FactSheet, str]] = [
    ("all", served_by(WITH), "reachable"),
    ("port 25 is closed on the way", served_by(mail_host("mx1.mail.example", ["2001:db8:2::1"])), "reachable"),
    ("one of two refuses", served_by(WITH, REFUSING), "reachable"),
    ("some", served_by(WITH, WITHOUT), "partial"),
    ("none", served_by(WITHOUT), "missing"),
    ("published, and refused when asked", served_by(REFUSING), "reachable"),
    ("no mail", served_by(), "not-applicable"),
    ("the look-up failed", served_by(WITH, mail_host("mx4.mail.example", None)), "not-determined"),
    ("no answer", sheet((MAIL_HOSTS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_hosts_without_are_evidence() -> None:
    assert run(served_by(WITH, WITHOUT)).evidence["without"] == ["mx2.mail.example"]
