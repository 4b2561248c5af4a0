"""Mail hosts over IPv6: only a refusal counts against them."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, NOW, sheet
from tests.scanner.checks.ipv6.test_mail import REFUSING, WITH, WITHOUT, mail_host, served_by
from weerbaar.scanner.checks.ipv6.mail_reachable.check import run
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.sheet import FactSheet

SLOW = mail_host("mx4.mail.example", ["2001:db8:2::4"])
UNKNOWN = mail_host("mx5.mail.example", None, Observed(True, NOW))

CASES: list[tuple[str, FactSheet, str]] = [
    ("it takes a connection", served_by(WITH), "reachable"),
    ("and another has no IPv6", served_by(WITH, WITHOUT), "reachable"),
    ("one of two refuses", served_by(WITH, REFUSING), "partial"),
    ("one refuses and one is slow", served_by(SLOW, REFUSING), "partial"),
    ("all refuse", served_by(REFUSING), "unreachable"),
    ("all that have IPv6 refuse", served_by(REFUSING, WITHOUT), "unreachable"),
    ("none has IPv6", served_by(WITHOUT), "not-applicable"),
    ("no mail", served_by(), "not-applicable"),
    ("port 25 is closed on the way", served_by(WITH, SLOW), "not-determined"),
    ("the look-up failed", served_by(WITH, UNKNOWN), "not-determined"),
    ("not seen", sheet((MAIL_HOSTS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_refusing_host_is_evidence() -> None:
    assert run(served_by(WITH, REFUSING)).evidence == {"hosts": ["mx3.mail.example"]}
