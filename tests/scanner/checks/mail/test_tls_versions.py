import pytest

from tests.scanner.checks.mail.builders import (
    HOST,
    HOSTS_UNSEEN,
    OTHER,
    Case,
    encrypts,
    garbles,
    host,
    hosts,
    plain,
    sheet,
    silent,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.tls_versions.check import run

OLD = encrypts(version="TLSv1.1")
CASES: list[Case] = [
    ("1.3 and 1.2", sheet(hosts(host(encrypts()), host(encrypts(version="TLSv1.2"), name=OTHER))), "modern"),
    ("one busy", sheet(hosts(host(encrypts()), host(silent(), name=OTHER))), "modern"),
    ("1.1", sheet(hosts(host(encrypts()), host(OLD, name=OTHER))), "outdated"),
    ("1.0, and one busy", sheet(hosts(host(silent()), host(encrypts(version="TLSv1.0"), name=OTHER))), "outdated"),
    ("no mail", sheet(hosts()), "not-applicable"),
    ("no encryption", sheet(hosts(host(plain()))), "not-applicable"),
    ("the handshake fails", sheet(hosts(host(garbles()))), "not-determined"),
    ("none, and one busy", sheet(hosts(host(plain()), host(silent(), name=OTHER))), "not-determined"),
    ("no answer about the hosts", sheet(HOSTS_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "1.3 and 1.2": {"versions": {HOST: "TLSv1.3", OTHER: "TLSv1.2"}},
    "one busy": {"versions": {HOST: "TLSv1.3"}, "not_measured": {OTHER: "busy"}},
    "1.1": {"hosts": [OTHER], "versions": {HOST: "TLSv1.3", OTHER: "TLSv1.1"}, "not_measured": None},
    "1.0, and one busy": {"hosts": [OTHER], "not_measured": {HOST: "busy"}},
    "no mail": {},
    "no encryption": {},
    "the handshake fails": {"reason": "tls-failed"},
    "none, and one busy": {"reason": "busy"},
    "no answer about the hosts": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
