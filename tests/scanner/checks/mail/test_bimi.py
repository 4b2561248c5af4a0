import pytest

from tests.scanner.checks.mail.builders import DOMAIN, TIMEOUT, Case, bimi, dmarc, sheet
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.bimi.check import run
from weerbaar.scanner.facts.mail import BIMI, DMARC

LOGO = "v=BIMI1; l=https://bakkerij.example/logo.svg; a="
STRICT = dmarc("v=DMARC1; p=quarantine")
CASES: list[Case] = [
    ("a logo and a strict policy", sheet(bimi(LOGO), STRICT), "valid"),
    ("with a certificate", sheet(bimi(LOGO + "https://bakkerij.example/vmc.pem;"), STRICT), "valid"),
    ("no logo wanted", sheet(bimi("v=BIMI1; l=; a=;"), dmarc()), "declined"),
    ("two records", sheet(bimi(LOGO, "v=BIMI1; l="), STRICT), "multiple"),
    ("a typing mistake in the version", sheet(bimi("v=bimi1; l=https://bakkerij.example/l.svg"), STRICT), "malformed"),
    ("no address at all", sheet(bimi("v=BIMI1; a=https://bakkerij.example/vmc.pem"), STRICT), "malformed"),
    ("a logo over http", sheet(bimi(LOGO.replace("https", "http")), STRICT), "not-https"),
    ("a certificate over http", sheet(bimi(LOGO + "http://bakkerij.example/vmc.pem"), STRICT), "not-https"),
    ("a policy that only watches", sheet(bimi(LOGO), dmarc("v=DMARC1; p=none")), "not-enforced"),
    ("a policy on trial", sheet(bimi(LOGO), dmarc("v=DMARC1; p=reject; t=y")), "not-enforced"),
    ("open subdomains", sheet(bimi(LOGO), dmarc("v=DMARC1; p=reject; sp=none")), "not-enforced"),
    ("no policy", sheet(bimi(LOGO), dmarc()), "not-enforced"),
    ("no record", sheet(bimi(), dmarc()), "not-applicable"),
    ("another text", sheet(bimi("hello"), STRICT), "not-applicable"),
    ("no answer", sheet((BIMI, TIMEOUT), STRICT), "not-determined"),
    ("no answer about the policy", sheet(bimi(LOGO), (DMARC, TIMEOUT)), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "a logo and a strict policy": {"name": f"default._bimi.{DOMAIN}", "urls": ["https://bakkerij.example/logo.svg"]},
    "with a certificate": {"urls": ["https://bakkerij.example/logo.svg", "https://bakkerij.example/vmc.pem"]},
    "no logo wanted": {},
    "two records": {"count": 2},
    "a typing mistake in the version": {"fault": "no-version"},
    "no address at all": {"fault": "no-location"},
    "a logo over http": {"urls": ["http://bakkerij.example/logo.svg"]},
    "a certificate over http": {"urls": ["http://bakkerij.example/vmc.pem"]},
    "a policy that only watches": {},
    "a policy on trial": {},
    "open subdomains": {},
    "no policy": {},
    "no record": {},
    "another text": {},
    "no answer": {"reason": "dns-timeout"},
    "no answer about the policy": {"reason": "dns-timeout"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
