"""Does the website tell browsers which sources its pages may use?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import page
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.csp import parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.csp"
NEEDS = web.NEEDS
OUTCOMES = {
    "present": passes(),
    "report-only": fails(Severity.LOW),
    "missing": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A policy counts when it forbids something; how well it is made is not judged here."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    for outcome, header in (
        ("present", "content-security-policy"),
        ("report-only", "content-security-policy-report-only"),
    ):
        policies = [policy for policy in parse(found.values(header)) if policy.restricts]
        if policies:
            names = list(dict.fromkeys(name for policy in policies for name in policy.directives))
            return Finding(ID, outcome, {"url": found.answer.url, "directives": names})
    return Finding(ID, "missing", {"url": found.answer.url, "said": list(found.values("content-security-policy"))})
