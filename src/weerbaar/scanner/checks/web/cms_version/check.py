"""Does the maker of the website's software still mend the version that the site shows?"""

from datetime import date

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import content as web
from weerbaar.scanner.checks.web.content import content
from weerbaar.scanner.checks.web.software import software_of
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.page import PAGES
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.product_versions import Support, good_until, support_of
from weerbaar.scanner.parsers.products import Seen
from weerbaar.scanner.parsers.version_number import VersionNumber
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.cms-version"
NEEDS = web.NEEDS
OUTCOMES = {
    "supported": passes(),
    "end-of-life": fails(Severity.MEDIUM),
    "outdated": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The worst of the products whose version is shown and known. What is old stays old, also when our table is."""
    found, pages = content(sheet), sheet[PAGES]
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None or not isinstance(pages, Observed):
        return Finding(ID, "not-applicable")
    day = pages.at.date()
    judged: dict[str, tuple[Seen, Support]] = {}
    for seen in software_of(found):
        version = VersionNumber.parse(seen.version) if seen.version and not seen.product.is_hosted else None
        support = support_of(seen.product.id, version) if version else None
        if support:
            judged.setdefault(_outcome(support, day), (seen, support))
    for outcome in ("end-of-life", "outdated", "supported"):
        if outcome in judged:
            if outcome == "supported" and day > good_until():
                return undetermined(ID, Unobserved(Reason.NOT_LOOKED, f"product-versions of {good_until()}"))
            return Finding(ID, outcome, _evidence(found.url, *judged[outcome]))
    if found.cut_off:
        return undetermined(ID, found.cut_off)
    return Finding(ID, "not-applicable")


def _outcome(support: Support, day: date) -> str:
    if support.has_ended(day):
        return "end-of-life"
    return "outdated" if support.is_outdated else "supported"


def _evidence(url: str, seen: Seen, support: Support) -> dict[str, Json]:
    return {
        "url": url,
        "software": f"{seen.product.name} {seen.version}",
        "newest": f"{seen.product.name} {support.newest}",
        "ended": str(support.line.ends) if support.line and support.line.ends else "",
        "known_until": str(support.product.known_until),
    }
