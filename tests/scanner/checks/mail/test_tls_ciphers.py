import pytest

from tests.scanner.checks.mail.builders import (
    HOST,
    HOSTS_UNSEEN,
    OTHER,
    SURVEYS_UNSEEN,
    Case,
    broken_off,
    encrypts,
    garbles,
    host,
    hosts,
    mail_survey,
    plain,
    sheet,
    silent,
    surveys,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.tls_ciphers.check import run
from weerbaar.scanner.facts.observation import Reason

ONE = hosts(host(encrypts()))
TWO = hosts(host(encrypts()), host(encrypts(), name=OTHER))
GOOD, AGEING = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"
WEAK = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"
CASES: list[Case] = [
    ("good suites only", sheet(ONE, surveys(mail_survey())), "strong"),
    ("TLS 1.3 only", sheet(ONE, surveys(mail_survey(suites=()))), "strong"),
    ("an ageing suite", sheet(ONE, surveys(mail_survey(suites=(AGEING, GOOD)))), "phase-out"),
    ("a weak suite", sheet(ONE, surveys(mail_survey(suites=(WEAK, AGEING, GOOD)))), "insufficient"),
    (
        "a weak suite of TLS 1.3",
        sheet(ONE, surveys(mail_survey(suites13=("TLS_AES_128_CCM_8_SHA256",)))),
        "insufficient",
    ),
    ("on the second host", sheet(TWO, surveys(mail_survey(), mail_survey(OTHER, suites=(WEAK,)))), "insufficient"),
    ("one host turned us away", sheet(TWO, surveys(mail_survey(), broken_off(OTHER))), "strong"),
    ("the only host turned us away", sheet(ONE, surveys(broken_off())), "not-determined"),
    ("the only host fell silent", sheet(ONE, surveys(broken_off(reason=Reason.TIMEOUT))), "not-determined"),
    ("busy at the greeting", sheet(hosts(host(silent())), surveys()), "not-determined"),
    ("the handshake fails", sheet(hosts(host(garbles())), surveys()), "not-determined"),
    ("no survey of the host", sheet(ONE, surveys()), "not-determined"),
    ("no encryption", sheet(hosts(host(plain())), surveys()), "not-applicable"),
    ("no mail", sheet(hosts(), surveys()), "not-applicable"),
    ("no answer about the hosts", sheet(HOSTS_UNSEEN, surveys()), "not-determined"),
    ("no surveys", sheet(ONE, SURVEYS_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "good suites only": {"hosts": [HOST], "guideline": "NCSC-NL TLS 2025-05, B", "not_measured": None},
    "TLS 1.3 only": {"suites": ["TLS_AES_256_GCM_SHA384"]},
    "an ageing suite": {"hosts": [HOST], "suites": [AGEING]},
    "a weak suite": {"hosts": [HOST], "suites": [WEAK]},
    "a weak suite of TLS 1.3": {"suites": ["TLS_AES_128_CCM_8_SHA256"]},
    "on the second host": {"hosts": [OTHER], "suites": [WEAK]},
    "one host turned us away": {"hosts": [HOST], "not_measured": {OTHER: "busy"}},
    "the only host turned us away": {"reason": "busy"},
    "the only host fell silent": {"reason": "timeout"},
    "busy at the greeting": {"reason": "busy"},
    "the handshake fails": {"reason": "tls-failed"},
    "no survey of the host": {"reason": "not-looked"},
    "no encryption": {},
    "no mail": {},
    "no answer about the hosts": {"reason": "dns-timeout"},
    "no surveys": {"reason": "time-limit"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
