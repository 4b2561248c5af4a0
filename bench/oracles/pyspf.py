"""pyspf: what a receiving mail server concludes when a stranger sends (RFC 7208)."""

import json
from collections.abc import Iterator, Sequence

from bench.oracles.opinion import ENVIRONMENTS, Opinion, Subject, outcomes, run

NAME = "pyspf"
PACKAGE = "pyspf"
COVERS = {
    "mail.spf-record": outcomes(),
    "mail.spf-syntax": outcomes(),
    "mail.spf-lookups": outcomes(),
    "mail.spf-void-lookups": outcomes(),
    "mail.spf-includes": outcomes(),
    "mail.spf-all": outcomes(),
}
# Runs in the environment of pyspf. The sender is an address of a documentation range that nobody lists.
_PROGRAM = """
import json, sys, spf
for domain in sys.stdin.read().split():
    query = spf.query("203.0.113.9", f"info@{domain}", "mail.example.org")
    try:
        result, _, text = query.check()
    except Exception as error:
        result, text = "crashed", f"{type(error).__name__}: {error}"
    print(json.dumps([domain, result, text]), flush=True)
"""
# What its permanent errors are about, by words in them.
_ERRORS = {
    "Two or more": "mail.spf-record",
    "Void lookup": "mail.spf-void-lookups",
    "Too many DNS lookups": "mail.spf-lookups",
    "More than": "mail.spf-lookups",
    "No valid SPF record for included": "mail.spf-includes",
    "recursion": "mail.spf-includes",
}


def opinions(subjects: Sequence[Subject]) -> Iterator[Opinion]:
    """Of every domain that answers."""
    tool = str(ENVIRONMENTS / NAME / "bin" / "python")
    printed = run([tool, "-c", _PROGRAM], text="\n".join(one.domain for one in subjects), timeout_s=600)
    for line in printed.splitlines():
        domain, result, text = json.loads(line)
        yield from _judged(domain, result, text)


def _judged(domain: str, result: str, text: str) -> Iterator[Opinion]:
    if result in ("temperror", "crashed"):
        return
    if result == "permerror":
        check = next((check for words, check in _ERRORS.items() if words in text), "mail.spf-syntax")
        yield Opinion(domain, check, True, text.removeprefix("SPF Permanent Error: "))
        if check != "mail.spf-record":
            yield Opinion(domain, "mail.spf-record", False, result)
        return
    yield Opinion(domain, "mail.spf-record", result == "none", result)
    if result != "none":
        yield Opinion(domain, "mail.spf-all", result in ("pass", "neutral"), result)
        for check in ("mail.spf-syntax", "mail.spf-lookups", "mail.spf-void-lookups", "mail.spf-includes"):
            yield Opinion(domain, check, False, result)
