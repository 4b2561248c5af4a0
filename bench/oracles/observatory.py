"""MDN HTTP Observatory: the response headers of a site, by Mozilla's web security guideline."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.oracles.opinion import ENVIRONMENTS, Opinion, Subject, outcomes, run

NAME = "mdn-http-observatory"
PACKAGE = "@mdn/mdn-http-observatory"
COVERS = {
    "web.https-redirect": outcomes("missing"),
    "web.hsts": outcomes(),
    "web.csp": outcomes(),
    "web.csp-quality": outcomes(),
    "web.framing": outcomes(),
    "web.nosniff": outcomes(),
    "web.referrer-policy": outcomes("leaking", "malformed"),
    "web.cookie-flags": outcomes(),
    "web.cors": outcomes(),
    "web.subresource-integrity": outcomes(),
}
_TESTS = {
    "strict-transport-security": "web.hsts",
    "x-frame-options": "web.framing",
    "x-content-type-options": "web.nosniff",
    "referrer-policy": "web.referrer-policy",
    "cookies": "web.cookie-flags",
    "cross-origin-resource-sharing": "web.cors",
    "subresource-integrity": "web.subresource-integrity",
}
_AT_ONCE = 2
FOLDER = ENVIRONMENTS / NAME / "node_modules" / "@mdn" / "mdn-http-observatory"


def opinions(subjects: Sequence[Subject]) -> Iterator[Opinion]:
    """Of every site that shows a page."""
    sites = [subject.domain for subject in subjects if subject.web]
    tool = ["node", str(FOLDER / "src" / "scan.js")]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        printed = pool.map(lambda domain: run([*tool, domain], timeout_s=45), sites)
        for domain, text in zip(sites, printed, strict=True):
            seen = json.loads(text) if text.startswith("{") else {}
            if "tests" in seen:
                yield from _judged(domain, seen["tests"])


def _judged(domain: str, tests: dict[str, Any]) -> Iterator[Opinion]:
    for test, check in _TESTS.items():
        yield Opinion(domain, check, not tests[test]["pass"], tests[test]["result"])
    redirection = tests["redirection"]
    yield Opinion(domain, "web.https-redirect", redirection["result"] == "redirection-missing", redirection["result"])
    csp = tests["content-security-policy"]
    absent = csp["result"].startswith("csp-not-implemented")
    yield Opinion(domain, "web.csp", absent, csp["result"])
    if not absent:
        yield Opinion(domain, "web.csp-quality", not csp["pass"], csp["result"])
