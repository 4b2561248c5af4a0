"""Does the website keep to itself which version of its software runs?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import page
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.software_headers import software_of
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.server-version"
NEEDS = web.NEEDS
OUTCOMES = {
    "hidden": passes(),
    "shown": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Every answer of the domain on the way to the page counts; a name without a version harms nobody."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    software = software_of(header for answer in found.way for header in answer.headers)
    if not software:
        return Finding(ID, "hidden", {"url": found.answer.url})
    return Finding(ID, "shown", {"url": found.answer.url, "software": [str(product) for product in software]})
