"""CSP quality: six ways in, each closed by the directive that speaks for it, in at least one of the policies."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN, NO_PAGE, led_away, page_with
from weerbaar.scanner.checks.web.csp_quality.check import run
from weerbaar.scanner.facts.sheet import FactSheet

# What closes the ways that a case is not about.
REST = "object-src 'none'; base-uri 'self'"
STRICT = f"script-src 'nonce-r4nd0m' 'strict-dynamic' 'unsafe-inline' https:; {REST}"


def policy(*headers: str) -> FactSheet:
    return page_with(content_security_policy=headers)


CASES: list[tuple[str, FactSheet, str]] = [
    ("own sources only", policy("default-src 'self'; base-uri 'self'"), "strong"),
    ("nothing is allowed", policy("default-src 'none'; base-uri 'none'"), "strong"),
    ("empty lists", policy(f"script-src; {REST}"), "strong"),
    ("words for old browsers beside a nonce", policy(STRICT), "strong"),
    ("strict-dynamic without a nonce", policy(f"script-src 'unsafe-inline' 'STRICT-DYNAMIC'; {REST}"), "strong"),
    ("a hash undoes unsafe-inline", policy(f"script-src 'self' 'unsafe-inline' 'SHA256-q83v=='; {REST}"), "strong"),
    ("named hosts", policy(f"script-src cdn.example https://*.shop.example:443/js/; {REST}"), "strong"),
    ("styles may be inline", policy("default-src 'self'; style-src 'unsafe-inline'; base-uri 'self'"), "strong"),
    ("wasm is no eval", policy(f"script-src 'self' 'wasm-unsafe-eval'; {REST}"), "strong"),
    ("a keyword without quotes is a host", policy(f"script-src unsafe-inline unsafe-eval; {REST}"), "strong"),
    ("scripts are sandboxed away", policy("sandbox allow-forms; base-uri 'self'"), "strong"),
    ("two policies close it together", policy("script-src 'self'", f"{REST}, script-src *"), "strong"),
    ("one bars inline, one bars strangers", policy(f"script-src *; {REST}", "script-src 'self' 'unsafe-inline'"), "strong"),
    ("inline scripts", policy(f"script-src 'self' 'unsafe-inline'; {REST}"), "scripts-open"),
    ("inline scripts by default-src", policy("default-src 'self' 'Unsafe-Inline'; base-uri 'self'"), "scripts-open"),
    ("a nonce that is none", policy(f"script-src 'self' 'unsafe-inline' 'nonce-'; {REST}"), "scripts-open"),
    ("event handlers alone", policy(f"script-src 'self'; script-src-attr 'unsafe-inline'; {REST}"), "scripts-open"),
    ("event handlers are forgotten", policy(f"script-src-elem 'self'; {REST}"), "scripts-open"),
    ("scripts of every site", policy(f"script-src *; {REST}"), "scripts-open"),
    ("scripts over https", policy(f"script-src https:; {REST}"), "scripts-open"),
    ("scripts of plain http too", policy(f"script-src HTTP:; {REST}"), "scripts-open"),
    ("scripts in their own address", policy(f"script-src 'self' data:; {REST}"), "scripts-open"),
    ("every host on one port", policy(f"script-src https://*:443; {REST}"), "scripts-open"),
    ("every name below a top-level domain", policy(f"script-src *.com; {REST}"), "scripts-open"),
    ("none beside a wide word means nothing", policy(f"script-src 'none' https:; {REST}"), "scripts-open"),
    ("a nonce does not stop strangers", policy(f"script-src 'nonce-r4nd0m' https:; {REST}"), "scripts-open"),
    ("no rule for scripts", policy("frame-ancestors 'self'; base-uri 'self'; object-src 'none'"), "scripts-open"),
    ("the sandbox lets scripts run", policy("sandbox allow-scripts; base-uri 'self'"), "scripts-open"),
    ("all policies are wide", policy(f"script-src https:; {REST}", f"script-src *; {REST}"), "scripts-open"),
    ("eval", policy(f"script-src 'self' 'unsafe-eval'; {REST}"), "eval-allowed"),
    ("eval and no base-uri", policy("default-src 'self' 'unsafe-eval'"), "eval-allowed"),
    ("no base-uri", policy("default-src 'self'"), "gaps"),
    ("every base-uri", policy("default-src 'self'; base-uri *"), "gaps"),
    ("no rule for plug-ins", policy("script-src 'self'; base-uri 'self'"), "gaps"),
    ("every plug-in", policy("default-src 'self'; object-src https:; base-uri 'self'"), "gaps"),
    ("strict-dynamic says nothing of plug-ins", policy("default-src 'strict-dynamic' 'nonce-a' https:; base-uri 'self'"), "gaps"),
    ("no policy", page_with(content_security_policy=None), "not-applicable"),
    (
        "only watched",
        page_with(content_security_policy=None, content_security_policy_report_only="script-src *"),
        "not-applicable",
    ),
    ("a policy that forbids nothing", policy("upgrade-insecure-requests"), "not-applicable"),
    ("the domain leads elsewhere", led_away(), "not-applicable"),
    *NO_PAGE,
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


@pytest.mark.parametrize(
    ("headers", "weak"),
    [
        (("default-src 'self' 'unsafe-inline' https: cdn.example",), ["default-src: 'unsafe-inline' https:", "base-uri: -"]),
        (
            ("script-src 'self' 'unsafe-inline' 'unsafe-eval'; object-src *",),
            ["script-src: 'unsafe-inline' 'unsafe-eval'", "object-src: *", "base-uri: -"],
        ),
        (("frame-ancestors 'none'",), ["script-src: -", "object-src: -", "base-uri: -"]),
        (
            ("script-src-elem 'self'; script-src-attr 'unsafe-inline'; default-src 'none'; base-uri 'none'",),
            ["script-src-attr: 'unsafe-inline'"],
        ),
        (("script-src 'self'", f"script-src 'unsafe-inline'; {REST}"), []),
    ],
)  # fmt: skip
def test_each_weak_directive_is_named_with_its_weak_words(headers: tuple[str, ...], weak: list[str]) -> None:
    assert run(policy(*headers)).evidence == {"url": f"https://{DOMAIN}/", "weak": weak}
