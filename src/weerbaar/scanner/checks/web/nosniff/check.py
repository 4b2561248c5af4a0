"""Does the website keep browsers from guessing what kind of file it sends?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import page
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers import field_values
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.nosniff"
NEEDS = web.NEEDS
OUTCOMES = {
    "present": passes(),
    "missing": fails(Severity.LOW),
    "malformed": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The first value counts (Fetch standard, "determine nosniff")."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    values = field_values.split(found.values("x-content-type-options"))
    evidence: dict[str, Json] = {"url": found.answer.url, "said": ", ".join(values)}
    if not values:
        return Finding(ID, "missing", evidence)
    return Finding(ID, "present" if values[0].lower() == "nosniff" else "malformed", evidence)
