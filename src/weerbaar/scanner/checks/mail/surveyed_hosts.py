"""The surveys of the mail hosts that encrypt, for the checks that judge what they agree to."""

from dataclasses import dataclass, field

from weerbaar.scanner.checks.mail.greeting import Encryption, Greeting, greeting_of
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls_survey import MAIL_SURVEYS, TlsSurvey


@dataclass(slots=True)
class Surveyed:
    """`surveys` are whole. `unmeasured` are hosts that encrypt, or may, and that nobody could look at to the end."""

    surveys: list[TlsSurvey] = field(default_factory=list)
    unmeasured: list[Greeting] = field(default_factory=list)

    @property
    def cause(self) -> Unobserved | None:
        """Why the first unmeasured host is unmeasured."""
        return next((greeting.cause for greeting in self.unmeasured if greeting.cause is not None), None)


def surveyed_hosts(sheet: FactSheet) -> Surveyed | Unobserved:
    """Hosts without STARTTLS are left out: mail.starttls speaks of them."""
    hosts, surveys = sheet[MAIL_HOSTS], sheet[MAIL_SURVEYS]
    if isinstance(hosts, Unobserved):
        return hosts
    if isinstance(surveys, Unobserved):
        return surveys
    by_host = {survey.host: survey for survey in surveys.value}
    found = Surveyed()
    for host in hosts.value:
        greeting = greeting_of(host)
        if greeting.encryption is Encryption.MISSING:
            continue
        survey = by_host.get(host.host)
        if greeting.tls is not None and survey is not None and not isinstance(survey.suites, Unobserved):
            found.surveys.append(survey)
            continue
        missed = survey.suites if survey is not None else Unobserved(Reason.NOT_LOOKED, f"SMTP survey {host.host}")
        cause = missed if greeting.tls is not None and isinstance(missed, Unobserved) else greeting.cause
        found.unmeasured.append(Greeting(host.host, Encryption.UNMEASURED, cause=cause))
    return found
