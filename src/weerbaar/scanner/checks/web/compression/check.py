"""Can compression give away what the page tells a visitor who is signed in?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import strangers
from weerbaar.scanner.checks.web.session_cookies import is_session_like
from weerbaar.scanner.checks.web.strangers import StrangersAnswers, strangers_answers
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.field_values import split
from weerbaar.scanner.parsers.set_cookie import Cookie, parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.compression"
NEEDS = strangers.NEEDS
OUTCOMES = {
    "off": passes(),
    "on": passes(),
    "exposed": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Compression alone harms nobody: BREACH also needs requests of another site that carry the visitor's cookie."""
    found = strangers_answers(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found is None:
        return Finding(ID, "not-applicable")
    url = found.page.answer.url
    codings = [coding for answer in found.answers for coding in split(answer.values("content-encoding"))]
    used = list(dict.fromkeys(coding.lower() for coding in codings if coding.lower() not in ("", "identity")))
    if not used:
        return Finding(ID, "off", {"url": url})
    cookies = _sent_from_everywhere(found)
    evidence = {"url": url, "codings": used}
    return Finding(ID, "exposed", {**evidence, "cookies": cookies}) if cookies else Finding(ID, "on", evidence)


def _sent_from_everywhere(found: StrangersAnswers) -> list[str]:
    """Names of session-like cookies that the site itself wants browsers to send with requests of other sites."""
    headers = [value for answer in (*found.page.way, *found.answers) for value in answer.values("set-cookie")]
    cookies = {cookie.name: cookie for cookie in map(parse, headers) if isinstance(cookie, Cookie)}
    judged = [cookie for cookie in cookies.values() if is_session_like(cookie.bare_name) and not cookie.is_removal]
    return [cookie.name for cookie in judged if cookie.same_site == "None"]
