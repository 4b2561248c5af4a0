"""Are the cookies by which the website knows people protected against theft?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.checks.web.pages import page
from weerbaar.scanner.checks.web.session_cookies import is_session_like
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.set_cookie import Cookie, parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.cookie-flags"
NEEDS = web.NEEDS
OUTCOMES = {
    "complete": passes(),
    "incomplete": fails(Severity.MEDIUM),
    "no-cookies": passes(),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Cookies set on the way to the page count too. Names are evidence, values never."""
    found = page(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    headers = [value for answer in found.way for value in answer.values("set-cookie")]
    cookies = {cookie.name: cookie for cookie in map(parse, headers) if isinstance(cookie, Cookie)}
    judged = [c for c in cookies.values() if is_session_like(c.bare_name) and not c.is_removal]
    if not judged:
        return Finding(ID, "no-cookies", {"url": found.answer.url, "others": list(cookies)})
    faults = {cookie.name: lacking for cookie in judged if (lacking := _lacking(cookie))}
    evidence = {"url": found.answer.url, "cookies": [cookie.name for cookie in judged]}
    if not faults:
        return Finding(ID, "complete", evidence)
    missing = [f"{name} ({' '.join(lacking)})" for name, lacking in faults.items()]
    return Finding(ID, "incomplete", {**evidence, "missing": missing})


def _lacking(cookie: Cookie) -> list[str]:
    flags = {"Secure": cookie.secure, "HttpOnly": cookie.http_only, "SameSite": bool(cookie.same_site)}
    return [name for name, is_set in flags.items() if not is_set]
