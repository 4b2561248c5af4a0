"""Do the mail servers agree on keys only in ways that hold today?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.greeting import not_measured
from weerbaar.scanner.checks.mail.surveyed_hosts import surveyed_hosts
from weerbaar.scanner.checks.tls.grading import field_name, grade
from weerbaar.scanner.checks.tls.guideline import name_of
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls_survey import MAIL_SURVEYS, TlsSurvey
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.tls-key-exchange"
NEEDS = (MAIL_HOSTS, MAIL_SURVEYS)
# As mild as for the suites: a sender that finds no common way may fall back to no encryption at all.
OUTCOMES = {
    "strong": passes(),
    "phase-out": fails(Severity.LOW),
    "insufficient": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Curves, finite fields and the groups of TLS 1.3 together; the worst counts."""
    found = surveyed_hosts(sheet)
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    by_host = {survey.host: _groups(survey) for survey in found.surveys}
    taken = [name for names in by_host.values() for name in names]
    if not taken:
        return undetermined(ID, found.cause) if found.cause else Finding(ID, "not-applicable")
    outcome, names = grade("key_exchange", taken)
    hosts: list[Json] = [host for host, own in by_host.items() if set(own) & set(names)]
    evidence: dict[str, Json] = {"hosts": hosts, "groups": [*names], "guideline": name_of("key_exchange")}
    return Finding(ID, outcome, {**evidence, **not_measured(found.unmeasured)})


def _groups(survey: TlsSurvey) -> list[str]:
    """All that one host was seen to take."""
    seen = [survey.groups13, survey.groups12]
    names = [name for part in seen if not isinstance(part, Unobserved) for name in part.value]
    if not isinstance(survey.dh, Unobserved) and survey.dh.value is not None:
        names.append(field_name(survey.dh.value))
    return names
