import pytest

from tests.scanner import certificates
from tests.scanner.checks.mail.builders import (
    HOST,
    HOSTS_UNSEEN,
    OTHER,
    TIMEOUT,
    Case,
    encrypts,
    host,
    hosts,
    key_record,
    sheet,
    silent,
    tlsa,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.dane_rollover.check import run

LEAF = certificates.leaf()
NOW_USED, NEXT = key_record(3, LEAF), f"3 1 1 {'11' * 32}"
ISSUER = f"2 1 1 {'22' * 32}"
SHOWS = encrypts(LEAF)
CASES: list[Case] = [
    ("a second key", sheet(hosts(host(SHOWS, dane=tlsa(NOW_USED, NEXT)))), "prepared"),
    ("the issuer beside the key", sheet(hosts(host(SHOWS, dane=tlsa(NOW_USED, ISSUER)))), "prepared"),
    ("the issuer alone, nothing shown", sheet(hosts(host(silent(), dane=tlsa(ISSUER)))), "prepared"),
    ("one key", sheet(hosts(host(SHOWS, dane=tlsa(NOW_USED)))), "single"),
    ("the same key twice", sheet(hosts(host(SHOWS, dane=tlsa(NOW_USED, NOW_USED)))), "single"),
    (
        "a second record that mail ignores",
        sheet(hosts(host(SHOWS, dane=tlsa(NOW_USED, f"1 1 1 {'33' * 32}")))),
        "single",
    ),
    ("one key, nothing shown", sheet(hosts(host(silent(), dane=tlsa(NOW_USED)))), "single"),
    (
        "on the second host",
        sheet(hosts(host(SHOWS, dane=tlsa(NOW_USED, NEXT)), host(SHOWS, name=OTHER, dane=tlsa(NOW_USED)))),
        "single",
    ),
    ("a record that does not fit", sheet(hosts(host(SHOWS, dane=tlsa(NEXT)))), "not-applicable"),
    ("no records", sheet(hosts(host(SHOWS, dane=tlsa()))), "not-applicable"),
    ("an unsigned zone", sheet(hosts(host(SHOWS, dane=tlsa(NOW_USED, secure=False)))), "not-applicable"),
    ("no mail", sheet(hosts()), "not-applicable"),
    ("an unproven resolver", sheet(hosts(host(SHOWS, dane=tlsa(NOW_USED, secure=None)))), "not-determined"),
    ("no answer about the record", sheet(hosts(host(SHOWS, dane=TIMEOUT))), "not-determined"),
    ("no answer about the hosts", sheet(HOSTS_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "a second key": {"hosts": [HOST]},
    "the issuer beside the key": {},
    "the issuer alone, nothing shown": {},
    "one key": {"hosts": [HOST]},
    "the same key twice": {},
    "a second record that mail ignores": {},
    "one key, nothing shown": {},
    "on the second host": {"hosts": [OTHER]},
    "a record that does not fit": {},
    "no records": {},
    "an unsigned zone": {},
    "no mail": {},
    "an unproven resolver": {"reason": "not-validating"},
    "no answer about the record": {"reason": "dns-timeout"},
    "no answer about the hosts": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
