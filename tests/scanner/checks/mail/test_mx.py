import pytest

from tests.scanner.checks.mail.builders import MX_UNSEEN, NULL_MX, WITHOUT_MX, Case, answer, mx, sheet
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.mail_use import hosts_of, is_null_mx
from weerbaar.scanner.checks.mail.mx.check import run

CASES: list[Case] = [
    ("two mail hosts", sheet(mx("mx1.bakkerij.example", "mx2.bakkerij.example")), "present"),
    ("a null MX", sheet(NULL_MX), "null-mx"),
    ("no MX at all", sheet(WITHOUT_MX), "missing"),
    ("the name servers do not answer", sheet(MX_UNSEEN), "not-determined"),
]
EVIDENCE = {
    "two mail hosts": {"hosts": ["mx1.bakkerij.example", "mx2.bakkerij.example"]},
    "a null MX": {"name": "bakkerij.example"},
    "no MX at all": {"name": "bakkerij.example"},
    "the name servers do not answer": {"reason": "dns-failure", "source": "DNS MX bakkerij.example"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)


@pytest.mark.parametrize("record", ["0 .", "0 ", "0"])
def test_a_null_mx_is_recognised_with_and_without_its_dot(record: str) -> None:
    assert is_null_mx(answer("bakkerij.example", record, rdtype="MX"))


def test_hosts_come_in_the_order_of_preference() -> None:
    found = answer("bakkerij.example", "20 b.example", "5 A.example.", "100 c.example", rdtype="MX")
    assert hosts_of(found) == ("a.example", "b.example", "c.example")


def test_a_real_host_beside_a_null_mx_counts() -> None:
    assert hosts_of(answer("bakkerij.example", "0 .", "10 a.example", rdtype="MX")) == ("a.example",)
