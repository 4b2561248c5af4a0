"""Does the domain say who may issue certificates for it?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.facts.dns import CAA
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.caa import parse
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.caa"
NEEDS = (CAA,)
OUTCOMES = {
    "present": passes(),
    "missing": fails(Severity.LOW),
    "malformed": fails(Severity.LOW),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The nearest records on the way up count (RFC 8659, section 3); they must hold an `issue` property."""
    climb = sheet[CAA]
    if isinstance(climb, Unobserved):
        return undetermined(ID, climb)
    found = next((answer for answer in climb.value if answer.records), None)
    if found is None:
        return Finding(ID, "missing", {"asked": [answer.name for answer in climb.value]})
    parsed = [(record, parse(record)) for record in found.records]
    wrong = [record for record, value in parsed if isinstance(value, Malformed)]
    evidence = {"name": found.name, "records": list(found.records), "wrong": wrong}
    restricts = any(not isinstance(value, Malformed) and value.tag == "issue" for _, value in parsed)
    if wrong:
        return Finding(ID, "malformed", evidence)
    return Finding(ID, "present" if restricts else "missing", {**evidence, "asked": [found.name]})
