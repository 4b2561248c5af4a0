import pytest

from tests.scanner.certificates import leaf
from tests.scanner.checks.mail.builders import (
    HOST,
    HOSTS_UNSEEN,
    OTHER,
    TIMEOUT,
    Case,
    host,
    hosts,
    key_record,
    sheet,
    tlsa,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.dane_record.check import run

LEAF = leaf(hosts=(HOST,))
OWN = key_record(3, LEAF)
GOOD = tlsa(OWN)
CASES: list[Case] = [
    ("all hosts", sheet(hosts(host(dane=GOOD), host(dane=tlsa(key_record(2, LEAF)), name=OTHER))), "present"),
    ("a usage that mail ignores beside it", sheet(hosts(host(dane=tlsa(OWN, key_record(1, LEAF))))), "present"),
    ("one host without", sheet(hosts(host(dane=GOOD), host(name=OTHER))), "missing"),
    ("one host without, one without answer", sheet(hosts(host(dane=TIMEOUT), host(name=OTHER))), "missing"),
    ("usages that mail ignores", sheet(hosts(host(dane=tlsa(key_record(0, LEAF), key_record(1, LEAF))))), "missing"),
    ("a record that cannot be read", sheet(hosts(host(dane=tlsa("3 1 1 00")))), "missing"),
    ("an unsigned zone", sheet(hosts(host(dane=GOOD), host(dane=tlsa(OWN, secure=False), name=OTHER))), "insecure"),
    ("no mail", sheet(hosts()), "not-applicable"),
    ("one host without answer", sheet(hosts(host(dane=GOOD), host(dane=TIMEOUT, name=OTHER))), "not-determined"),
    ("a resolver that does not validate", sheet(hosts(host(dane=tlsa(OWN, secure=None)))), "not-determined"),
    ("no answer about the hosts", sheet(HOSTS_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "all hosts": {"hosts": [HOST, OTHER]},
    "a usage that mail ignores beside it": {"hosts": [HOST]},
    "one host without": {"hosts": [OTHER]},
    "one host without, one without answer": {"hosts": [OTHER]},
    "usages that mail ignores": {"hosts": [HOST]},
    "a record that cannot be read": {"hosts": [HOST]},
    "an unsigned zone": {"hosts": [OTHER]},
    "no mail": {},
    "one host without answer": {"reason": "dns-timeout"},
    "a resolver that does not validate": {"reason": "not-validating"},
    "no answer about the hosts": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
