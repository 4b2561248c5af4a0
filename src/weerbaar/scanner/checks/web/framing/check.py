"""Does the website keep other sites from showing it in a frame of theirs?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import page
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers import csp, frame_options
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.framing"
NEEDS = web.NEEDS
OUTCOMES = {
    "protected": passes(),
    "missing": fails(Severity.LOW),
    "malformed": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A browser that finds `frame-ancestors` passes over X-Frame-Options (CSP level 3, section 6.4.2)."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    by_policy = [policy.restricts_framing() for policy in csp.parse(found.values("content-security-policy"))]
    said = found.values("x-frame-options")
    option = frame_options.parse(said)
    evidence: dict[str, Json] = {"url": found.answer.url, "said": ", ".join(said)}
    if True in by_policy:
        return Finding(ID, "protected", {**evidence, "by": "frame-ancestors"})
    if False in by_policy or option is None:
        return Finding(ID, "missing", evidence)
    if isinstance(option, Malformed):
        return Finding(ID, "malformed", {**evidence, "fault": option.fault})
    return Finding(ID, "protected", {**evidence, "by": f"X-Frame-Options {option}"})
