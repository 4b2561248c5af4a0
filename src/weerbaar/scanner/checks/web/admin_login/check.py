"""Can anybody on the internet reach the page where the makers of the website sign in?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.sign_in import SIGN_IN_PAGES, SignInPage
from weerbaar.scanner.parsers.sign_in_places import opening_data
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.admin-login"
NEEDS = (SIGN_IN_PAGES,)
OUTCOMES = {
    "none-found": passes(),
    "data-tool": fails(Severity.HIGH),
    "open": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Judged by reach alone: nothing was filled in. One page that can be reached decides."""
    found = sheet[SIGN_IN_PAGES]
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found.value is None:
        return Finding(ID, "not-applicable")
    if found.value.asks_everywhere:
        return undetermined(ID, Unobserved(Reason.NOT_OFFERED, found.source))
    pages = [page.value for page in found.value.pages if isinstance(page, Observed)]
    asking = [page for page in pages if page.asks_password]
    for outcome, chosen in (
        ("data-tool", [page for page in asking if page.product in opening_data()]),
        ("open", asking),
    ):
        if chosen:
            return Finding(
                ID, outcome, {"pages": list(dict.fromkeys(page.url for page in chosen)), "products": _products(chosen)}
            )
    missed = next((page for page in found.value.pages if isinstance(page, Unobserved)), None)
    if missed is not None:
        return undetermined(ID, missed)
    return Finding(ID, "none-found", {"host": found.value.host, "looked_at": [page.path for page in pages]})


def _products(pages: list[SignInPage]) -> list[str]:
    return list(dict.fromkeys(page.product for page in pages if page.product))
