from datetime import timedelta

import pytest

from tests.scanner.certificates import authority, leaf
from tests.scanner.checks.mail.builders import (
    HOST,
    HOSTS_UNSEEN,
    NOW,
    OTHER,
    TIMEOUT,
    Case,
    encrypts,
    garbles,
    host,
    hosts,
    key_record,
    plain,
    sheet,
    silent,
    tlsa,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.mx_certificate.check import run
from weerbaar.scanner.facts.mail import SmtpSession

DAY = timedelta(days=1)
GOOD = leaf(hosts=(HOST,))
OLD = leaf(hosts=(HOST,), not_before=NOW - 9 * DAY, not_after=NOW - DAY)
EARLY = leaf(hosts=(HOST,), not_before=NOW + DAY)
ELSEWHERE = leaf(hosts=("localhost",))
OWN = leaf(hosts=(HOST,), issuer="self")
NEXT = leaf(hosts=(HOST,), common_name="next")
WILD = leaf(hosts=("*.bakkerij.example",))
good = encrypts(GOOD, authority())


def doubted(certificate: bytes) -> SmtpSession:
    return encrypts(certificate, trusted=False, detail="self-signed certificate")


DANE = tlsa(key_record(3, OWN))
CASES: list[Case] = [
    ("a good certificate", sheet(hosts(host(good))), "trusted"),
    ("a wildcard", sheet(hosts(host(encrypts(WILD)))), "trusted"),
    ("a good one, and one busy", sheet(hosts(host(good), host(silent(), name=OTHER))), "trusted"),
    ("a good one without an answer about DANE", sheet(hosts(host(good, dane=TIMEOUT))), "trusted"),
    (
        "an authority that DANE names",
        sheet(hosts(host(encrypts(GOOD, authority(), trusted=False), dane=tlsa(key_record(2, authority()))))),
        "trusted",
    ),
    ("expired", sheet(hosts(host(encrypts(OLD)))), "expired"),
    ("expired and not trusted", sheet(hosts(host(doubted(OLD)))), "expired"),
    ("not valid yet", sheet(hosts(host(encrypts(EARLY)))), "expired"),
    ("another name", sheet(hosts(host(encrypts(ELSEWHERE)))), "wrong-name"),
    ("not trusted", sheet(hosts(host(doubted(OWN)))), "untrusted"),
    ("not trusted, and another name", sheet(hosts(host(doubted(ELSEWHERE)))), "untrusted"),
    ("no certificate", sheet(hosts(host(encrypts()))), "untrusted"),
    ("bytes that are no certificate", sheet(hosts(host(encrypts(b"garbage")))), "untrusted"),
    (
        "DANE in an unsigned zone does not help",
        sheet(hosts(host(doubted(OWN), dane=tlsa(key_record(3, OWN), secure=False)))),
        "untrusted",
    ),
    ("DANE names another key", sheet(hosts(host(doubted(OWN), dane=tlsa(key_record(3, NEXT))))), "untrusted"),
    ("no mail", sheet(hosts()), "not-applicable"),
    ("no encryption", sheet(hosts(host(plain()))), "not-applicable"),
    ("DANE decides", sheet(hosts(host(doubted(OWN), dane=DANE))), "not-applicable"),
    (
        "DANE decides, and one is busy",
        sheet(hosts(host(doubted(OWN), dane=DANE), host(silent(), name=OTHER))),
        "not-determined",
    ),
    ("not trusted, and nobody knows about DANE", sheet(hosts(host(doubted(OWN), dane=TIMEOUT))), "not-determined"),
    (
        "not trusted, and nobody can check DANE",
        sheet(hosts(host(doubted(OWN), dane=tlsa(key_record(3, OWN), secure=None)))),
        "not-determined",
    ),
    ("the handshake fails", sheet(hosts(host(garbles()))), "not-determined"),
    ("no answer about the hosts", sheet(HOSTS_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "a good certificate": {"hosts": [HOST], "not_measured": None},
    "a wildcard": {"hosts": [HOST]},
    "a good one, and one busy": {"hosts": [HOST], "not_measured": {OTHER: "busy"}},
    "a good one without an answer about DANE": {"hosts": [HOST]},
    "an authority that DANE names": {"hosts": [HOST]},
    "expired": {"hosts": [HOST], "details": {HOST: "2026-11-23"}},
    "expired and not trusted": {"details": {HOST: "2026-11-23"}},
    "not valid yet": {"details": {HOST: "2026-11-25"}},
    "another name": {"details": {HOST: "localhost"}},
    "not trusted": {"details": {HOST: "self-signed certificate"}},
    "not trusted, and another name": {"hosts": [HOST]},
    "no certificate": {"details": {HOST: "no certificate"}},
    "bytes that are no certificate": {"hosts": [HOST]},
    "DANE in an unsigned zone does not help": {"hosts": [HOST]},
    "DANE names another key": {"hosts": [HOST]},
    "no mail": {"dane": []},
    "no encryption": {"dane": []},
    "DANE decides": {"dane": [HOST]},
    "DANE decides, and one is busy": {"reason": "busy"},
    "not trusted, and nobody knows about DANE": {"reason": "dns-timeout"},
    "not trusted, and nobody can check DANE": {"reason": "not-validating"},
    "the handshake fails": {"reason": "tls-failed"},
    "no answer about the hosts": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
