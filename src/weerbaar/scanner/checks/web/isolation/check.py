"""Does the website keep its pages apart from windows of other sites?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import page
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.isolation import EMBEDDER, OPENER, RESOURCE, UNSAFE, parse
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.isolation"
NEEDS = web.NEEDS
OUTCOMES = {
    "isolated": passes(),
    "malformed": fails(Severity.LOW),
    "missing": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The opener policy decides. The two others are not asked for, since they can break a site, but must be readable."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    policies = {header: parse(header, found.values(header)) for header in (OPENER, RESOURCE, EMBEDDER)}
    wrong = [f"{header}: {word.text}" for header, word in policies.items() if isinstance(word, Malformed)]
    said = [f"{header}: {word}" for header, word in policies.items() if isinstance(word, str)]
    evidence: dict[str, Json] = {"url": found.answer.url, "said": said}
    if wrong:
        return Finding(ID, "malformed", {**evidence, "wrong": wrong})
    return Finding(ID, "missing" if policies[OPENER] in (None, UNSAFE) else "isolated", evidence)
