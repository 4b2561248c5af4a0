"""Order: only where good and lesser stand side by side."""

import pytest

from tests.scanner.checks.tls.builders import ABSENT, MISSED, not_surveyed, survey, surveyed
from weerbaar.scanner.checks.tls.cipher_order.check import run
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("only good", surveyed(survey(keeps_own_order=False)), "not-applicable"),
    (
        "mixed, own order",
        surveyed(survey(suites=("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"))),
        "best-first",
    ),
    (
        "mixed, the client's order",
        surveyed(
            survey(
                suites=("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
                keeps_own_order=False,
            )
        ),
        "client-chooses",
    ),
    (
        "only bad",
        surveyed(survey(suites=("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",), keeps_own_order=False)),
        "not-applicable",
    ),
    ("TLS 1.3 only", surveyed(survey(suites=(), keeps_own_order=ABSENT)), "not-applicable"),
    (
        "missed",
        surveyed(
            survey(
                suites=("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
                keeps_own_order=MISSED,
            )
        ),
        "not-determined",
    ),
    ("no secure website", surveyed(), "not-applicable"),
    ("nobody surveyed", not_surveyed(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected
