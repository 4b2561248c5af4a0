import pytest

from tests.scanner.checks.mail.builders import TIMEOUT, Case, dmarc, sheet
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.dmarc_policy.check import run
from weerbaar.scanner.facts.mail import DMARC

RUA = "rua=mailto:dmarc@bakkerij.example"
SHOP = "shop.bakkerij.example"
CASES: list[Case] = [
    ("reject", sheet(dmarc(f"v=DMARC1; p=reject; {RUA}")), "reject"),
    ("reject, milder below", sheet(dmarc("v=DMARC1; p=reject; sp=quarantine")), "reject"),
    ("quarantine", sheet(dmarc("v=DMARC1; p=quarantine")), "quarantine"),
    ("pct is gone", sheet(dmarc("v=DMARC1; p=reject; pct=0")), "reject"),
    ("another text beside it", sheet(dmarc("v=spf1 -all", "v=DMARC1; p=reject")), "reject"),
    ("reject in testing", sheet(dmarc("v=DMARC1; p=reject; t=y")), "testing"),
    ("testing and open below", sheet(dmarc("v=DMARC1; p=quarantine; t=y; sp=none")), "testing"),
    ("none", sheet(dmarc(f"v=DMARC1; p=none; {RUA}")), "monitoring-only"),
    ("none in testing", sheet(dmarc(f"v=DMARC1; p=none; t=y; {RUA}")), "monitoring-only"),
    ("no policy but reports", sheet(dmarc(f"v=DMARC1; {RUA}")), "monitoring-only"),
    ("none for subdomains", sheet(dmarc("v=DMARC1; p=reject; sp=none")), "subdomains-open"),
    ("none for new names", sheet(dmarc("v=DMARC1; p=quarantine; np=none")), "subdomains-open"),
    (
        "none for subdomains, not for new names",
        sheet(dmarc("v=DMARC1; p=reject; sp=none; np=reject")),
        "subdomains-open",
    ),
    ("no record", sheet(dmarc(above={"example": []})), "missing"),
    ("another text only", sheet(dmarc("v=spf1 -all")), "missing"),
    (
        "a record above",
        sheet(dmarc(domain=SHOP, above={"bakkerij.example": ["v=DMARC1; p=reject"], "example": []})),
        "reject",
    ),
    (
        "sp of a record above",
        sheet(dmarc(domain=SHOP, above={"bakkerij.example": ["v=DMARC1; p=reject; sp=none; np=reject"]})),
        "monitoring-only",
    ),
    (
        "its own record before one above",
        sheet(dmarc("v=DMARC1; p=none", domain=SHOP, above={"bakkerij.example": ["v=DMARC1; p=reject"]})),
        "monitoring-only",
    ),
    (
        "two records above are left out",
        sheet(dmarc(domain=SHOP, above={"bakkerij.example": ["v=DMARC1; p=reject", "v=DMARC1; p=none"]})),
        "missing",
    ),
    (
        "the highest of two records above",
        sheet(
            dmarc(
                domain=f"a.{SHOP}",
                above={SHOP: ["v=DMARC1; p=none"], "bakkerij.example": ["v=DMARC1; p=quarantine"], "example": []},
            )
        ),
        "quarantine",
    ),
    (
        "psd=n ends the walk",
        sheet(
            dmarc(
                domain=f"a.{SHOP}",
                above={SHOP: ["v=DMARC1; p=reject; psd=n"], "bakkerij.example": ["v=DMARC1; p=none"]},
            )
        ),
        "reject",
    ),
    (
        "the record below a public suffix",
        sheet(
            dmarc(
                domain=SHOP,
                above={"bakkerij.example": ["v=DMARC1; p=quarantine"], "example": ["v=DMARC1; p=none; psd=y"]},
            )
        ),
        "quarantine",
    ),
    (
        "the public suffix itself",
        sheet(dmarc(domain=SHOP, above={"bakkerij.example": [], "example": ["v=DMARC1; p=none; sp=reject; psd=y"]})),
        "reject",
    ),
    ("two records", sheet(dmarc("v=DMARC1; p=reject", "v=DMARC1; p=none")), "not-applicable"),
    ("an unknown policy", sheet(dmarc(f"v=DMARC1; p=rejct; {RUA}")), "not-applicable"),
    ("a version in other letters", sheet(dmarc("v=dmarc1; p=reject")), "not-applicable"),
    ("no answer", sheet((DMARC, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "reject": {"name": "_dmarc.bakkerij.example", "policy": "reject", "subdomains": "reject", "new_names": "reject"},
    "reject, milder below": {"subdomains": "quarantine", "new_names": "quarantine"},
    "quarantine": {"policy": "quarantine"},
    "pct is gone": {"policy": "reject"},
    "another text beside it": {"record": "v=DMARC1; p=reject"},
    "reject in testing": {"policy": "reject"},
    "testing and open below": {"policy": "quarantine"},
    "none": {"policy": "none"},
    "none in testing": {"policy": "none"},
    "no policy but reports": {"policy": "none"},
    "none for subdomains": {"policy": "reject", "subdomains": "none", "new_names": "none"},
    "none for new names": {"policy": "quarantine", "subdomains": "quarantine", "new_names": "none"},
    "none for subdomains, not for new names": {"subdomains": "none", "new_names": "reject"},
    "no record": {
        "name": "_dmarc.bakkerij.example",
        "example": "v=DMARC1; p=none; rua=mailto:dmarc@bakkerij.example",
    },
    "another text only": {"name": "_dmarc.bakkerij.example"},
    "a record above": {"name": "_dmarc.bakkerij.example"},
    "sp of a record above": {"policy": "none"},
    "its own record before one above": {"name": "_dmarc.shop.bakkerij.example"},
    "two records above are left out": {"name": "_dmarc.shop.bakkerij.example"},
    "the highest of two records above": {"name": "_dmarc.bakkerij.example"},
    "psd=n ends the walk": {"name": "_dmarc.shop.bakkerij.example"},
    "the record below a public suffix": {"name": "_dmarc.bakkerij.example"},
    "the public suffix itself": {"name": "_dmarc.example", "policy": "reject"},
    "two records": {"name": "_dmarc.bakkerij.example"},
    "an unknown policy": {"name": "_dmarc.bakkerij.example"},
    "a version in other letters": {"name": "_dmarc.bakkerij.example"},
    "no answer": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
