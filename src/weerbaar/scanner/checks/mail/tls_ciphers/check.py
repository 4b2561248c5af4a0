"""Do the mail servers encrypt only by methods that hold today?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.greeting import not_measured
from weerbaar.scanner.checks.mail.surveyed_hosts import surveyed_hosts
from weerbaar.scanner.checks.tls.grading import grade
from weerbaar.scanner.checks.tls.guideline import name_of
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Observation, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls_survey import MAIL_SURVEYS
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.tls-ciphers"
NEEDS = (MAIL_HOSTS, MAIL_SURVEYS)
# One step milder than for a website: a sender that finds no common method may fall back to none at all.
OUTCOMES = {
    "strong": passes(),
    "phase-out": fails(Severity.LOW),
    "insufficient": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The worst suite that any host takes; hosts that turned us away do not count."""
    found = surveyed_hosts(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    by_host = {survey.host: [*_names(survey.suites13), *_names(survey.suites)] for survey in found.surveys}
    taken = [name for names in by_host.values() for name in names]
    if not taken:
        return undetermined(ID, found.cause) if found.cause else Finding(ID, "not-applicable")
    outcome, names = grade("suites", taken)
    hosts: list[Json] = [host for host, own in by_host.items() if set(own) & set(names)]
    evidence: dict[str, Json] = {"hosts": hosts, "suites": [*names], "guideline": name_of("suites")}
    return Finding(ID, outcome, {**evidence, **not_measured(found.unmeasured)})


def _names(seen: Observation[tuple[str, ...]]) -> tuple[str, ...]:
    return () if isinstance(seen, Unobserved) else seen.value
