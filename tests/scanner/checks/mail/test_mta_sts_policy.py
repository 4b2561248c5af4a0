import pytest

from tests.scanner.checks.mail.builders import (
    MX_UNSEEN,
    NULL_MX,
    POLICY_URL,
    TIMEOUT,
    WITH_MAIL,
    Case,
    mta_sts,
    mx,
    no_policy,
    policy,
    sheet,
)
from tests.scanner.checks.mail.case import assert_finding
from weerbaar.scanner.checks.mail.mta_sts_policy.check import run
from weerbaar.scanner.facts.mail import MTA_STS, MTA_STS_POLICY
from weerbaar.scanner.facts.observation import Reason, Unobserved

ANNOUNCED = mta_sts("v=STSv1; id=1")
GOOD = "version: STSv1\nmode: enforce\nmx: *.bakkerij.example\nmax_age: 604800\n"
OTHER = GOOD.replace("bakkerij", "slagerij")
CASES: list[Case] = [
    ("enforce", sheet(ANNOUNCED, policy(GOOD), WITH_MAIL), "enforce"),
    ("testing", sheet(ANNOUNCED, policy(GOOD.replace("enforce", "testing")), WITH_MAIL), "testing"),
    ("none", sheet(ANNOUNCED, policy(OTHER.replace("enforce", "none")), WITH_MAIL), "none-mode"),
    ("other mail hosts", sheet(ANNOUNCED, policy(OTHER), WITH_MAIL), "mx-mismatch"),
    (
        "other mail hosts, in testing",
        sheet(ANNOUNCED, policy(OTHER.replace("enforce", "testing")), WITH_MAIL),
        "mx-mismatch",
    ),
    (
        "one of two mail hosts",
        sheet(ANNOUNCED, policy(GOOD), mx("mx.bakkerij.example", "a.mx.bakkerij.example")),
        "mx-mismatch",
    ),
    ("no file", sheet(ANNOUNCED, policy("", 404), WITH_MAIL), "unavailable"),
    ("a redirect", sheet(ANNOUNCED, policy(GOOD, 301), WITH_MAIL), "unavailable"),
    ("a certificate that is not trusted", sheet(ANNOUNCED, policy(GOOD, verified=False), WITH_MAIL), "unavailable"),
    ("no address", sheet(ANNOUNCED, no_policy(Reason.NO_ADDRESS), WITH_MAIL), "unavailable"),
    ("no TLS", sheet(ANNOUNCED, no_policy(Reason.TLS_FAILED), WITH_MAIL), "unavailable"),
    ("a closed port", sheet(ANNOUNCED, no_policy(Reason.REFUSED), WITH_MAIL), "unavailable"),
    ("a page instead of a policy", sheet(ANNOUNCED, policy("<html>hello"), WITH_MAIL), "malformed"),
    ("a policy without an age", sheet(ANNOUNCED, policy(GOOD.replace("max_age", "age")), WITH_MAIL), "malformed"),
    ("a file without end", sheet(ANNOUNCED, policy(GOOD, truncated=True), WITH_MAIL), "malformed"),
    ("no record", sheet(mta_sts(), (MTA_STS_POLICY, Unobserved(Reason.NOT_LOOKED)), WITH_MAIL), "not-applicable"),
    ("a malformed record", sheet(mta_sts("v=STSv1"), policy(GOOD), WITH_MAIL), "not-applicable"),
    ("a null MX", sheet(ANNOUNCED, policy(GOOD), NULL_MX), "not-applicable"),
    ("a time-out", sheet(ANNOUNCED, no_policy(Reason.TIMEOUT), WITH_MAIL), "not-determined"),
    ("a private address", sheet(ANNOUNCED, no_policy(Reason.ADDRESS_NOT_ALLOWED), WITH_MAIL), "not-determined"),
    ("nobody looked", sheet(ANNOUNCED, WITH_MAIL), "not-determined"),
    ("no answer about the record", sheet((MTA_STS, TIMEOUT), policy(GOOD), WITH_MAIL), "not-determined"),
    ("no answer about MX", sheet(ANNOUNCED, policy(GOOD), MX_UNSEEN), "not-determined"),
]
EVIDENCE: dict[str, dict[str, object]] = {
    "enforce": {"url": POLICY_URL, "mode": "enforce", "mx": ["*.bakkerij.example"], "max_age_s": 604800},
    "testing": {"mode": "testing"},
    "none": {"mode": "none"},
    "other mail hosts": {"hosts": ["mx.bakkerij.example"], "mx": ["*.slagerij.example"]},
    "other mail hosts, in testing": {"mode": "testing", "hosts": ["mx.bakkerij.example"]},
    "one of two mail hosts": {"hosts": ["a.mx.bakkerij.example"]},
    "no file": {"fault": "404", "url": POLICY_URL},
    "a redirect": {"fault": "301"},
    "a certificate that is not trusted": {"fault": "certificate"},
    "no address": {"fault": "no-address"},
    "no TLS": {"fault": "tls-failed"},
    "a closed port": {"fault": "refused"},
    "a page instead of a policy": {"part": "<html>hello", "fault": "line"},
    "a policy without an age": {"fault": "max-age"},
    "a file without end": {"fault": "version"},
    "no record": {},
    "a malformed record": {},
    "a null MX": {},
    "a time-out": {"reason": "timeout"},
    "a private address": {"reason": "address-not-allowed"},
    "nobody looked": {"reason": "not-looked"},
    "no answer about the record": {"reason": "dns-timeout"},
    "no answer about MX": {"reason": "dns-failure"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_case_gets_its_outcome_and_evidence(case: Case) -> None:
    assert_finding(run, case, EVIDENCE)
