"""Do the website's rules on sources (CSP) really keep foreign scripts out?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import page
from weerbaar.scanner.checks.web.policy_weaknesses import weaknesses
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.csp import parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.csp-quality"
NEEDS = web.NEEDS
OUTCOMES = {
    "strong": passes(),
    "scripts-open": fails(Severity.LOW),
    "eval-allowed": fails(Severity.LOW),
    "gaps": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Only enforced policies count. Without one, `web.csp` tells."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    policies = [] if found is None else parse(found.values("content-security-policy"))
    enforced = [policy for policy in policies if policy.restricts]
    if found is None or not enforced:
        return Finding(ID, "not-applicable")
    outcome, weak = weaknesses(enforced)
    return Finding(ID, outcome, {"url": found.answer.url, "weak": list(weak)})
