import pytest

from tests.scanner.checks.mail.builders import (
    HOST,
    HOSTS_UNSEEN,
    OTHER,
    Case,
    encrypts,
    garbles,
    greeting,
    host,
    hosts,
    plain,
    sheet,
    silent,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.starttls.check import run
from weerbaar.scanner.facts.observation import Reason, Unobserved

GONE = Unobserved(Reason.RESET, "SMTP")
NOT_NOW = greeting(Unobserved(Reason.NOT_LOOKED, "SMTP"), "454 TLS not available")
NEVER = greeting(Unobserved(Reason.NOT_LOOKED, "SMTP"), "502 not implemented")
PRIVATE = Unobserved(Reason.ADDRESS_NOT_ALLOWED, f"DNS A {HOST}")
CASES: list[Case] = [
    ("all encrypt", sheet(hosts(host(encrypts()), host(encrypts(), name=OTHER))), "offered"),
    ("one encrypts, one is busy", sheet(hosts(host(encrypts()), host(silent(), name=OTHER))), "offered"),
    ("one does not", sheet(hosts(host(encrypts()), host(plain(), name=OTHER))), "missing"),
    ("one does not, one is busy", sheet(hosts(host(silent()), host(plain(), name=OTHER))), "missing"),
    ("one does not, one fails", sheet(hosts(host(garbles()), host(plain(), name=OTHER))), "missing"),
    ("the handshake fails", sheet(hosts(host(garbles()), host(encrypts(), name=OTHER))), "broken"),
    ("announced and refused for good", sheet(hosts(host(NEVER))), "broken"),
    ("a null MX or no MX", sheet(hosts()), "not-applicable"),
    ("busy", sheet(hosts(host(silent()))), "not-determined"),
    ("454 as a reply", sheet(hosts(host(NOT_NOW))), "not-determined"),
    ("turned away", sheet(hosts(host(silent(Reason.TURNED_AWAY)))), "not-determined"),
    ("refused", sheet(hosts(host(silent(Reason.REFUSED)))), "not-determined"),
    ("silent", sheet(hosts(host(silent(Reason.TIMEOUT)))), "not-determined"),
    ("cut off after the greeting", sheet(hosts(host(greeting(GONE, GONE, GONE)))), "not-determined"),
    ("cut off during the handshake", sheet(hosts(host(greeting(GONE)))), "not-determined"),
    ("a private address", sheet(hosts(host(addresses=PRIVATE))), "not-determined"),
    ("no address", sheet(hosts(host(addresses=()))), "not-determined"),
    ("no answer about the hosts", sheet(HOSTS_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "all encrypt": {"hosts": [HOST, OTHER], "not_measured": None},
    "one encrypts, one is busy": {"hosts": [HOST], "not_measured": {OTHER: "busy"}},
    "one does not": {"hosts": [OTHER], "not_measured": None},
    "one does not, one is busy": {"hosts": [OTHER], "not_measured": {HOST: "busy"}},
    "one does not, one fails": {"hosts": [OTHER]},
    "the handshake fails": {"hosts": [HOST]},
    "announced and refused for good": {"hosts": [HOST]},
    "a null MX or no MX": {},
    "busy": {"reason": "busy"},
    "454 as a reply": {"reason": "busy"},
    "turned away": {"reason": "turned-away"},
    "refused": {"reason": "refused"},
    "silent": {"reason": "timeout"},
    "cut off after the greeting": {"reason": "reset"},
    "cut off during the handshake": {"reason": "reset"},
    "a private address": {"reason": "address-not-allowed"},
    "no address": {"reason": "no-address"},
    "no answer about the hosts": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
