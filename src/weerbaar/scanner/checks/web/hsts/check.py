"""Does the website tell browsers to use https only, for a year or longer?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import Page, page
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.hsts import parse
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.hsts"
NEEDS = web.NEEDS
OUTCOMES = {
    "long": passes(),
    "short": fails(Severity.LOW),
    "missing": fails(Severity.MEDIUM),
    "malformed": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_WORST_FIRST = ("missing", "malformed", "short", "long")
# One year, as Internet.nl and the preload lists ask for.
LONG_S = 31_536_000
_DAY_S = 86_400


def run(sheet: FactSheet) -> Finding:
    """A browser remembers it for the host that said so (RFC 6797, section 8.1), so every host on the way must."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    judged = {host: _judge(values) for host, values in _said_by_host(found).items()}
    host = min(judged, key=lambda name: _WORST_FIRST.index(judged[name][0]))
    outcome, evidence = judged[host]
    return Finding(ID, outcome, {"host": host, "hosts": list(judged), **evidence})


def _said_by_host(found: Page) -> dict[str, tuple[str, ...]]:
    said: dict[str, tuple[str, ...]] = {}
    for answer in found.way:
        host = web.host_of(answer.url)
        said[host] = answer.values("strict-transport-security") or said.get(host, ())
    return said


def _judge(values: tuple[str, ...]) -> tuple[str, dict[str, Json]]:
    if not values:
        return "missing", {}
    # Of several headers a browser follows the first (RFC 6797, section 8.1).
    said = parse(values[0])
    if isinstance(said, Malformed):
        return "malformed", {"value": values[0], "fault": said.fault}
    days = said.max_age_s // _DAY_S
    return "long" if said.max_age_s >= LONG_S else "short", {"value": values[0], "days": days}
