"""Does the website keep other sites from reading what a visitor sees who is signed in?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import strangers
from weerbaar.scanner.checks.web.strangers import strangers_answers
from weerbaar.scanner.facts.http import Hop
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.cors import Readers, readers
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.cors"
NEEDS = strangers.NEEDS
OUTCOMES = {
    "closed": passes(),
    "public": passes(),
    "signed-in-open": fails(Severity.MEDIUM),
    "contradictory": fails(Severity.LOW),
    "null-allowed": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# The worst first.
_OUTCOMES = {
    Readers.SIGNED_IN: "signed-in-open",
    Readers.CONTRADICTORY: "contradictory",
    Readers.NULL: "null-allowed",
    Readers.ANYBODY: "public",
    Readers.NOBODY: "closed",
}


def run(sheet: FactSheet) -> Finding:
    """The worst of all answers counts."""
    found = strangers_answers(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    judged = [(_readers(answer, found.origin), answer) for answer in found.answers]
    worst, answer = min(judged, key=lambda pair: list(_OUTCOMES).index(pair[0]))
    said = ", ".join(answer.values("access-control-allow-origin"))
    return Finding(ID, _OUTCOMES[worst], {"url": answer.url, "allowed": said})


def _readers(answer: Hop, origin: str) -> Readers:
    allowed = answer.values("access-control-allow-origin")
    return readers(allowed, answer.values("access-control-allow-credentials"), origin)
