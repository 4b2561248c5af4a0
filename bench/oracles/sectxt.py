"""sectxt: the checker of security.txt that the Dutch Digital Trust Center publishes."""

import json
from collections.abc import Iterator, Sequence

from bench.oracles.opinion import ENVIRONMENTS, Opinion, Subject, outcomes, run

NAME = "sectxt"
PACKAGE = "sectxt"
COVERS = {"web.security-txt": outcomes()}
# Runs in the environment of sectxt.
_PROGRAM = """
import json, sys
from sectxt import SecurityTXT
for domain in sys.stdin.read().split():
    try:
        seen = SecurityTXT(domain)
        print(json.dumps([domain, seen.is_valid(), sorted(error["code"] for error in seen.errors)]), flush=True)
    except Exception as error:
        print(json.dumps([domain, None, [type(error).__name__]]), flush=True)
"""


def opinions(subjects: Sequence[Subject]) -> Iterator[Opinion]:
    """Of every site."""
    sites = [subject.domain for subject in subjects if subject.web and not subject.domain.startswith("f-")]
    printed = run([str(ENVIRONMENTS / NAME / "bin" / "python"), "-c", _PROGRAM], text="\n".join(sites), timeout_s=600)
    for line in printed.splitlines():
        domain, valid, codes = json.loads(line)
        if valid is not None:
            yield Opinion(domain, "web.security-txt", not valid, " ".join(codes) or "valid")
