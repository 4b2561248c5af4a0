"""Does the website show the same page over IPv4 and IPv6?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.http import TWIN_PAGES, TwinPage
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "ipv6.web-same-content"
NEEDS = (TWIN_PAGES,)
OUTCOMES = {
    "same": passes(),
    "different": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# A page may show the hour, an offer or another advertisement; a page of another server shares hardly a word.
_ALIKE = 0.3


def run(sheet: FactSheet) -> Finding:
    """By status, by the place that a redirect leads to, and by the words that both have."""
    twins = sheet[TWIN_PAGES]
    if isinstance(twins, Unobserved):
        return undetermined(ID, twins)
    if not twins.value:
        return Finding(ID, "not-applicable")
    for twin in twins.value:
        if not _is_same(twin):
            percent = round(100 * twin.likeness)
            seen = (("url", twin.url), ("ipv4", twin.ipv4_status), ("ipv6", twin.ipv6_status), ("percent", percent))
            return Finding(ID, "different", dict(seen))
    return Finding(ID, "same", {"url": twins.value[0].url})


def _is_same(twin: TwinPage) -> bool:
    if twin.ipv4_status != twin.ipv6_status or twin.ipv4_place != twin.ipv6_place:
        return False
    return bool(twin.ipv4_place) or twin.likeness >= _ALIKE
