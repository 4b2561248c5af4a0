"""Is the domain, where it asks for it, in the list of secure sites that browsers have built in?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import Page, page
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.preload import HSTS_PRELOAD
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.hsts import Hsts, parse
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.hsts-preload"
NEEDS = (*web.NEEDS, HSTS_PRELOAD)
OUTCOMES = {
    "listed": passes(),
    "not-eligible": fails(Severity.LOW),
    "not-kept": fails(Severity.LOW),
    "not-listed": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# One year: what the list asks for, and what `web.hsts` reports when it lacks.
_LONG_S = 31_536_000


def run(sheet: FactSheet) -> Finding:
    """Nobody needs to be in the list: who does not ask and is not in it has nothing to do."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    said = _said(found, sheet.target) if found is not None else None
    if said is None:
        return Finding(ID, "not-applicable")
    header, value = said
    if header.preload and not header.include_subdomains:
        return Finding(ID, "not-eligible", {"value": value})
    listing = sheet[HSTS_PRELOAD]
    if isinstance(listing, Unobserved):
        return undetermined(ID, listing) if header.preload else Finding(ID, "not-applicable")
    entry = listing.value.entry
    evidence: dict[str, Json] = {"value": value, "entry": entry, "date": f"{listing.value.taken_at:%Y-%m-%d}"}
    if entry:
        kept = header.preload or not listing.value.must_keep_asking
        return Finding(ID, "listed" if kept else "not-kept", evidence)
    return Finding(ID, "not-listed", evidence) if header.preload else Finding(ID, "not-applicable")


def _said(found: Page, target: str) -> tuple[Hsts, str] | None:
    """The header of the domain's own first answer. None where another check tells what is wrong with it, or where the
    list takes no such name: it takes whole domains only, by what their own host says."""
    first = found.way[0]
    values = first.values("strict-transport-security")
    if not values or web.host_of(first.url) != target or DomainName(target).registrable.ascii != target:
        return None
    header = parse(values[0])
    return (header, values[0]) if isinstance(header, Hsts) and header.max_age_s >= _LONG_S else None
