"""Does the website say that its pages need no camera, microphone or place of the visitor?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import page
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.permissions_policy import parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.permissions-policy"
NEEDS = web.NEEDS
OUTCOMES = {
    "limited": passes(),
    "given-away": fails(Severity.LOW),
    "malformed": fails(Severity.LOW),
    "missing": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A list that limits nothing that matters is as good as none."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    said = found.values("permissions-policy")
    policy = parse(said)
    evidence: dict[str, Json] = {"url": found.answer.url, "said": ", ".join(said)}
    if isinstance(policy, Malformed):
        return Finding(ID, "malformed", {**evidence, "fault": policy.text or ", ".join(said)[-30:]})
    if policy is not None and policy.given_away:
        return Finding(ID, "given-away", {**evidence, "features": list(policy.given_away)})
    if policy is not None and policy.limited:
        return Finding(ID, "limited", {**evidence, "features": list(policy.limited)})
    return Finding(ID, "missing", evidence)
