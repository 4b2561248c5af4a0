"""Does the page over https fetch or send anything without encryption?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import content as web
from weerbaar.scanner.checks.web.content import Content, content
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.page import Use
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.csp import parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.mixed-content"
NEEDS = web.NEEDS
OUTCOMES = {
    "none": passes(),
    "upgraded": passes(),
    "open-form": fails(Severity.MEDIUM),
    "blocked-parts": fails(Severity.LOW),
    "open-pictures": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# By what browsers do: what may carry code they refuse, pictures and sound they ask for over https first.
_USES = {
    "open-form": (Use.FORM,),
    "blocked-parts": (Use.SCRIPT, Use.STYLE, Use.FRAME, Use.OBJECT, Use.FONT),
    "open-pictures": (Use.IMAGE, Use.MEDIA),
}
_UPGRADE = "upgrade-insecure-requests"


def run(sheet: FactSheet) -> Finding:
    """The worst of what is fetched or sent over http; none of it counts when the page tells browsers to use https."""
    found = content(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    plain = [reference for reference in found.html.references if reference.url.startswith("http://")]
    for outcome, uses in _USES.items():
        places = list(dict.fromkeys(reference.url for reference in plain if reference.use in uses))
        if places:
            return Finding(ID, "upgraded" if _upgrades(found) else outcome, {"url": found.url, "places": places})
    return undetermined(ID, found.cut_off) if found.cut_off else Finding(ID, "none", {"url": found.url})


def _upgrades(found: Content) -> bool:
    policies = parse((*found.page.values("content-security-policy"), *found.html.policies))
    return any(_UPGRADE in policy.directives for policy in policies)
