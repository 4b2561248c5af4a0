"""Suites: one weak one among many good ones is enough."""

import pytest

from tests.scanner.checks.tls.builders import MISSED, both, endpoint, good, not_surveyed, survey, surveyed
from weerbaar.scanner.checks.tls.ciphers.check import run
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("good and sufficient", surveyed(survey()), "strong"),
    ("TLS 1.3 only", surveyed(survey(suites=())), "strong"),
    (
        "one to be phased out",
        surveyed(survey(suites=("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"))),
        "phase-out",
    ),
    (
        "one in no list",
        surveyed(
            survey(
                suites=(
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                )
            )
        ),
        "insufficient",
    ),
    ("a weak one of TLS 1.3", surveyed(survey(suites13=("TLS_AES_128_CCM_8_SHA256",))), "insufficient"),
    (
        "on the second host only",
        surveyed(survey(), survey("www.bakkerij.example", suites=("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",))),
        "insufficient",
    ),
    (
        "one of triple DES beside one in no list",
        surveyed(survey(suites=("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_3DES_EDE_CBC_SHA"))),
        "broken",
    ),
    ("without encryption", surveyed(survey(suites=("TLS_RSA_WITH_NULL_SHA256",))), "broken"),
    ("nobody proves who answers", surveyed(survey(suites=("TLS_DH_anon_WITH_AES_128_GCM_SHA256",))), "broken"),
    ("an export key", surveyed(survey(suites=("TLS_RSA_EXPORT_WITH_DES40_CBC_SHA",))), "broken"),
    ("missed", surveyed(survey(suites=MISSED)), "not-determined"),
    ("no secure website", surveyed(), "not-applicable"),
    ("nobody surveyed", not_surveyed(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_only_the_weak_ones_are_named() -> None:
    assert run(
        surveyed(survey(suites=("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")))
    ).evidence["suites"] == ["TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"]


def test_only_the_broken_ones_are_named_where_there_are_any() -> None:
    suites = ("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_RC4_128_MD5")
    assert run(surveyed(survey(suites=suites))).evidence["suites"] == ["TLS_RSA_WITH_RC4_128_MD5"]


def test_a_host_that_was_not_seen_is_named() -> None:
    silent = endpoint(Unobserved(Reason.TIMEOUT), host="www.bakkerij.example", versions={})
    finding = run(both(endpoint(good()), silent, survey()))
    assert finding.evidence["not_measured"] == {"www.bakkerij.example": "timeout"}
