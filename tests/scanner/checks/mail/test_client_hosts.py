import pytest

from tests.scanner import certificates
from tests.scanner.checks.mail.builders import DOMAIN, TIMEOUT, Case, handshake, seen, service, sheet
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.client_hosts.check import run
from weerbaar.scanner.facts.mail_clients import CLIENT_HOSTS, CLIENT_SERVICES, ClientService
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

HOST = f"imap.{DOMAIN}"
SHOWN = certificates.leaf(hosts=("server12.host.example",))
NAME = f"{HOST}:993 (imap)"
BUSY = Unobserved(Reason.BUSY, NAME)


def found(*services: ClientService) -> FactSheet:
    return sheet((CLIENT_HOSTS, seen(services)))


def guessed(*args: object, **changes: object) -> ClientService:
    return service(*args, announced_by="guess", **changes)  # type: ignore[arg-type]


def announced_too(*services: ClientService) -> FactSheet:
    """The first is announced as well, and without TLS."""
    known = service(offered=False, port=services[0].port)
    return sheet((CLIENT_HOSTS, seen(services)), (CLIENT_SERVICES, seen((known,))))


CASES: list[Case] = [
    ("a good service under another name", found(guessed(handshake(SHOWN))), "protected"),
    ("no TLS", found(guessed(offered=False, port=143, security="starttls")), "plain"),
    ("the handshake fails", found(guessed(Unobserved(Reason.TLS_FAILED, NAME))), "broken"),
    ("not trusted", found(guessed(handshake(SHOWN, trusted=False, detail="self-signed"))), "bad-certificate"),
    ("TLS 1.1 beside 1.3", found(guessed(handshake(SHOWN), takes_old=True)), "old-versions"),
    ("announced, and so told elsewhere", announced_too(guessed(offered=False)), "not-applicable"),
    (
        "one of another port beside it",
        announced_too(guessed(offered=False), guessed(offered=False, port=143, security="starttls")),
        "plain",
    ),
    ("nothing answered", found(), "not-applicable"),
    ("the only one was busy", found(guessed(offered=BUSY)), "not-determined"),
    ("no answer", sheet((CLIENT_HOSTS, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "a good service under another name": {"services": [NAME]},
    "no TLS": {"services": [f"{HOST}:143 (imap)"]},
    "the handshake fails": {"services": [NAME]},
    "not trusted": {"details": {NAME: "untrusted self-signed"}},
    "TLS 1.1 beside 1.3": {"services": [NAME]},
    "announced, and so told elsewhere": {},
    "one of another port beside it": {"services": [f"{HOST}:143 (imap)"]},
    "nothing answered": {},
    "the only one was busy": {"reason": "busy"},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
