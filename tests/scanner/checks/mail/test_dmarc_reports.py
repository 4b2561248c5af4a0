import pytest

from tests.scanner.checks.mail.builders import TIMEOUT, Case, dmarc, sheet
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.dmarc_reports.check import run
from weerbaar.scanner.facts.mail import DMARC

OWN = "v=DMARC1; p=none; rua=mailto:dmarc@bakkerij.example"
OUTSIDE = "v=DMARC1; p=none; rua=mailto:dmarc@bakkerij.example,mailto:x@reports.test"
CASES: list[Case] = [
    ("its own address", sheet(dmarc(OWN)), "authorised"),
    ("an address below its own domain", sheet(dmarc(OWN.replace("@", "@mail."))), "authorised"),
    ("an outside address that agreed", sheet(dmarc(OUTSIDE, reports={"reports.test": ["v=DMARC1;"]})), "authorised"),
    (
        "an outside address with the bare version",
        sheet(dmarc(OUTSIDE, reports={"reports.test": ["v=DMARC1"]})),
        "authorised",
    ),
    (
        "an address at the parent's domain",
        sheet(dmarc(domain="shop.bakkerij.example", above={"bakkerij.example": [OWN]})),
        "authorised",
    ),
    ("an outside address that says nothing", sheet(dmarc(OUTSIDE, reports={"reports.test": []})), "unauthorised"),
    (
        "an outside address with another text",
        sheet(dmarc(OUTSIDE, reports={"reports.test": ["v=spf1"]})),
        "unauthorised",
    ),
    (
        "one refuses, one does not answer",
        sheet(dmarc(OUTSIDE + ",mailto:y@other.test", reports={"reports.test": TIMEOUT, "other.test": []})),
        "unauthorised",
    ),
    ("no address", sheet(dmarc("v=DMARC1; p=reject")), "no-address"),
    ("an address without mailto", sheet(dmarc("v=DMARC1; p=reject; rua=dmarc@bakkerij.example")), "no-address"),
    ("a website as address", sheet(dmarc("v=DMARC1; p=reject; rua=https://bakkerij.example/")), "no-address"),
    ("no record", sheet(dmarc()), "not-applicable"),
    ("two records", sheet(dmarc(OWN, OUTSIDE)), "not-applicable"),
    ("an unknown policy", sheet(dmarc(OWN.replace("none", "nothing"))), "not-applicable"),
    ("an outside address without answer", sheet(dmarc(OUTSIDE, reports={"reports.test": TIMEOUT})), "not-determined"),
    ("an outside address that was not looked at", sheet(dmarc(OUTSIDE)), "not-determined"),
    ("no answer", sheet((DMARC, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "its own address": {"addresses": ["mailto:dmarc@bakkerij.example"]},
    "an address below its own domain": {"addresses": ["mailto:dmarc@mail.bakkerij.example"]},
    "an outside address that agreed": {"addresses": ["mailto:dmarc@bakkerij.example", "mailto:x@reports.test"]},
    "an outside address with the bare version": {},
    "an address at the parent's domain": {"name": "_dmarc.bakkerij.example"},
    "an outside address that says nothing": {
        "outside": ["reports.test"],
        "asked": ["bakkerij.example._report._dmarc.reports.test"],
    },
    "an outside address with another text": {"outside": ["reports.test"]},
    "one refuses, one does not answer": {"outside": ["other.test"]},
    "no address": {"example": "rua=mailto:dmarc@bakkerij.example"},
    "an address without mailto": {"record": "v=DMARC1; p=reject; rua=dmarc@bakkerij.example"},
    "a website as address": {},
    "no record": {},
    "two records": {},
    "an unknown policy": {},
    "an outside address without answer": {"reason": "dns-timeout"},
    "an outside address that was not looked at": {"reason": "not-looked"},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
