from datetime import timedelta

import pytest

from tests.scanner import certificates
from tests.scanner.checks.mail.builders import DOMAIN, NOW, TIMEOUT, Case, handshake, service, services, sheet
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.client_access.check import run
from weerbaar.scanner.facts.mail_clients import CLIENT_SERVICES
from weerbaar.scanner.facts.observation import Reason, Unobserved

HOST = f"imap.{DOMAIN}"
GOOD = certificates.leaf(hosts=(HOST,))
OF_DOMAIN = certificates.leaf(hosts=(DOMAIN,))
OTHER = certificates.leaf(hosts=("other.test",))
OLD = certificates.leaf(hosts=(HOST,), not_after=NOW - timedelta(days=3))
NAME = f"{HOST}:993 (imap)"
REFUSED = Unobserved(Reason.REFUSED, NAME)
FAILED = Unobserved(Reason.TLS_FAILED, NAME, "no shared cipher")
SLOW = Unobserved(Reason.TIMEOUT, NAME)
CASES: list[Case] = [
    ("a good service", sheet(services(service(handshake(GOOD)))), "protected"),
    ("known by the domain", sheet(services(service(handshake(OF_DOMAIN)))), "protected"),
    ("one refuses", sheet(services(service(handshake(GOOD)), service(offered=REFUSED, port=143))), "protected"),
    ("no TLS", sheet(services(service(offered=False, port=143, security="starttls"))), "plain"),
    ("one of two", sheet(services(service(handshake(GOOD)), service(offered=False, port=143))), "plain"),
    ("the handshake fails", sheet(services(service(FAILED))), "broken"),
    ("another name", sheet(services(service(handshake(OTHER)))), "bad-certificate"),
    ("not trusted", sheet(services(service(handshake(GOOD, trusted=False, detail="self-signed")))), "bad-certificate"),
    ("expired", sheet(services(service(handshake(OLD)))), "bad-certificate"),
    ("nothing newer than 1.1", sheet(services(service(handshake(GOOD, version="TLSv1.1")))), "old-versions"),
    ("1.1 beside 1.3", sheet(services(service(handshake(GOOD), takes_old=True))), "old-versions"),
    ("nothing announced", sheet(services()), "not-applicable"),
    ("the only one refuses", sheet(services(service(offered=REFUSED))), "not-determined"),
    ("the handshake takes too long", sheet(services(service(SLOW))), "not-determined"),
    ("turned away at the second visit", sheet(services(service(handshake(GOOD), takes_old=SLOW))), "not-determined"),
    ("no answer", sheet((CLIENT_SERVICES, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "a good service": {"services": [NAME], "not_measured": None},
    "known by the domain": {"services": [NAME]},
    "one refuses": {"services": [NAME], "not_measured": {f"{HOST}:143 (imap)": "refused"}},
    "no TLS": {"services": [f"{HOST}:143 (imap)"]},
    "one of two": {"services": [f"{HOST}:143 (imap)"]},
    "the handshake fails": {"services": [NAME], "details": {NAME: "no shared cipher"}},
    "another name": {"details": {NAME: "wrong-name other.test"}},
    "not trusted": {"details": {NAME: "untrusted self-signed"}},
    "expired": {"details": {NAME: "expired 2026-11-21"}},
    "nothing newer than 1.1": {"details": {NAME: "TLSv1.1"}},
    "1.1 beside 1.3": {"services": [NAME]},
    "nothing announced": {},
    "the only one refuses": {"reason": "refused"},
    "the handshake takes too long": {"reason": "timeout"},
    "turned away at the second visit": {"reason": "timeout"},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
