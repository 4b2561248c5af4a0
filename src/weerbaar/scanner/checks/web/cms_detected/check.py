"""Which software is the website made with?"""

from weerbaar.scanner.checks.check import Finding, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import content as web
from weerbaar.scanner.checks.web.content import content
from weerbaar.scanner.checks.web.software import named, software_of
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.products import plugins

ID = "web.cms-detected"
NEEDS = web.NEEDS
OUTCOMES = {
    "self-kept": passes(),
    "kept-by-its-maker": passes(),
    "nothing-known": passes(),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """To be recognised is no fault: it tells who has to keep the software up to date."""
    found = content(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    seen = software_of(found)
    evidence = {
        "url": found.url,
        "software": named(seen),
        "by": [f"{one.product.name}: {one.by}" for one in seen],
        "plugins": list(plugins(found.html)),
    }
    if any(not one.product.is_hosted for one in seen):
        return Finding(ID, "self-kept", evidence)
    if seen:
        return Finding(ID, "kept-by-its-maker", evidence)
    return undetermined(ID, found.cut_off) if found.cut_off else Finding(ID, "nothing-known", evidence)
