"""Does the website keep the addresses of its pages from other sites?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import page
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.referrer_policy import parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.referrer-policy"
NEEDS = web.NEEDS
OUTCOMES = {
    "strict": passes(),
    "missing": fails(Severity.LOW),
    "leaking": fails(Severity.LOW),
    "malformed": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# Words that tell other sites at most the name of this one, and that over https only.
_STRICT = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")


def run(sheet: FactSheet) -> Finding:
    """The last word that browsers know is in force."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    said = found.values("referrer-policy")
    policy = parse(said)
    evidence: dict[str, Json] = {"url": found.answer.url, "said": ", ".join(said)}
    if policy is None:
        return Finding(ID, "missing", evidence)
    if isinstance(policy, Malformed):
        return Finding(ID, "malformed", evidence)
    return Finding(ID, "strict" if policy in _STRICT else "leaking", {**evidence, "policy": policy})
