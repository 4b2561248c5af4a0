import pytest

from tests.scanner.checks.mail.builders import (
    HOST,
    HOSTS_UNSEEN,
    OTHER,
    SURVEYS_UNSEEN,
    Case,
    broken_off,
    encrypts,
    host,
    hosts,
    mail_survey,
    plain,
    sheet,
    silent,
    surveys,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.tls_key_exchange.check import run
from weerbaar.scanner.facts.tls_survey import DhParameters

ONE = hosts(host(encrypts()))
TWO = hosts(host(encrypts()), host(encrypts(), name=OTHER))
CASES: list[Case] = [
    ("good groups only", sheet(ONE, surveys(mail_survey())), "strong"),
    ("a hybrid", sheet(ONE, surveys(mail_survey(groups13=("X25519MLKEM768",)))), "strong"),
    ("an ageing curve", sheet(ONE, surveys(mail_survey(groups12=("secp224r1", "x25519")))), "phase-out"),
    ("a large named field", sheet(ONE, surveys(mail_survey(dh=DhParameters(3072, "ffdhe3072")))), "phase-out"),
    ("a weak curve", sheet(ONE, surveys(mail_survey(groups12=("secp192r1", "secp224r1")))), "insufficient"),
    ("a small field in TLS 1.3", sheet(ONE, surveys(mail_survey(groups13=("ffdhe2048", "x25519")))), "insufficient"),
    ("an own prime", sheet(ONE, surveys(mail_survey(dh=DhParameters(2048)))), "insufficient"),
    (
        "on the second host",
        sheet(TWO, surveys(mail_survey(), mail_survey(OTHER, groups12=("secp192r1",)))),
        "insufficient",
    ),
    ("one host turned us away", sheet(TWO, surveys(mail_survey(), broken_off(OTHER))), "strong"),
    ("the only host turned us away", sheet(ONE, surveys(broken_off())), "not-determined"),
    ("busy at the greeting", sheet(hosts(host(silent())), surveys()), "not-determined"),
    ("no encryption", sheet(hosts(host(plain())), surveys()), "not-applicable"),
    ("keys that are sent along", sheet(ONE, surveys(mail_survey(groups12=(), groups13=()))), "not-applicable"),
    ("no mail", sheet(hosts(), surveys()), "not-applicable"),
    ("no answer about the hosts", sheet(HOSTS_UNSEEN, surveys()), "not-determined"),
    ("no surveys", sheet(ONE, SURVEYS_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "good groups only": {"hosts": [HOST], "groups": ["x25519", "secp256r1"]},
    "a hybrid": {"hosts": [HOST]},
    "an ageing curve": {"groups": ["secp224r1"]},
    "a large named field": {"groups": ["ffdhe3072"]},
    "a weak curve": {"hosts": [HOST], "groups": ["secp192r1"]},
    "a small field in TLS 1.3": {"groups": ["ffdhe2048"]},
    "an own prime": {"groups": ["own prime of 2048 bits"]},
    "on the second host": {"hosts": [OTHER], "groups": ["secp192r1"]},
    "one host turned us away": {"hosts": [HOST], "not_measured": {OTHER: "busy"}},
    "the only host turned us away": {"reason": "busy"},
    "busy at the greeting": {"reason": "busy"},
    "no encryption": {},
    "keys that are sent along": {},
    "no mail": {},
    "no answer about the hosts": {"reason": "dns-timeout"},
    "no surveys": {"reason": "time-limit"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
