"""The names of mail hosts: signed, as a proven resolver says."""

import pytest

from tests.scanner.checks.dns.builders import DOMAIN, NO_ANSWER, NOW, sheet
from weerbaar.scanner.checks.mail.mx_dnssec.check import run
from weerbaar.scanner.facts.dns import DS, Answer, AnswerKind
from weerbaar.scanner.facts.mail import MAIL_HOST_ZONES, MailHostZone
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

SIGNED = MailHostZone("mx1.mail.example", Observed(True, NOW))
PLAIN = MailHostZone("mx2.mail.example", Observed(False, NOW))
OWN = MailHostZone(f"mail.{DOMAIN}", Observed(False, NOW))
UNSIGNED = (DS, Observed(Answer(DOMAIN, "DS", AnswerKind.NO_DATA, ()), NOW))
UNKNOWN = MailHostZone("mx3.mail.example", Unobserved(Reason.NOT_VALIDATING))


def zones(*hosts: MailHostZone) -> FactSheet:
    """A sheet with these mail hosts."""
    return sheet((MAIL_HOST_ZONES, Observed(hosts, NOW)))


CASES: list[tuple[str, FactSheet, str]] = [
    ("signed", zones(SIGNED), "secure"),
    ("one of two is not", zones(SIGNED, PLAIN), "insecure"),
    ("one is not, and one not known", zones(UNKNOWN, PLAIN), "insecure"),
    (
        "in the domain's own zone, which is not signed",
        sheet((MAIL_HOST_ZONES, Observed((OWN,), NOW)), UNSIGNED),
        "not-applicable",
    ),
    (
        "one of others beside it",
        sheet((MAIL_HOST_ZONES, Observed((OWN, PLAIN), NOW)), UNSIGNED),
        "insecure",
    ),
    ("in the domain's own zone, of which that is not known", zones(OWN), "insecure"),
    ("no mail", zones(), "not-applicable"),
    ("the resolver was not proven", zones(SIGNED, UNKNOWN), "not-determined"),
    ("the MX records are not seen", sheet((MAIL_HOST_ZONES, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_unsigned_host_is_evidence() -> None:
    assert run(zones(SIGNED, PLAIN)).evidence == {"hosts": ["mx2.mail.example"]}
