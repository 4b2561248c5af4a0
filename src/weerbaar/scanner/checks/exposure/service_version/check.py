"""Do the services that others can reach run on versions that are still mended?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.exposure.services import is_open, mail_servers, place_of
from weerbaar.scanner.facts.exposure import SERVICES, Service
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.service_versions import Judgement, Upkeep, versions
from weerbaar.scanner.vocabulary.severity import Severity

ID = "exposure.service-version"
NEEDS = (SERVICES, MAIL_HOSTS)
OUTCOMES = {
    "hidden": passes(),
    "maintained": passes(),
    "outdated": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# What tells the version of its protocol, not of itself.
_WITHOUT_PRODUCT = ("vnc",)


def run(sheet: FactSheet) -> Finding:
    """One that has ended decides. Of a version that nobody can place, nothing is said.

    Mail hosts count where the agreement covers their address; when they could not be greeted, the other services are judged.
    """
    services = sheet[SERVICES]
    if isinstance(services, Unobserved):
        return undetermined(ID, services)
    mail = mail_servers(sheet, {service.address for service in services.value})
    known = [service for service in (*services.value, *mail) if is_open(service) and service.protocol]
    if not known:
        return Finding(ID, "not-applicable")
    told = [service for service in known if service.version and service.protocol not in _WITHOUT_PRODUCT]
    day = services.at.date()
    judged = [(one, versions().judge(one.product, one.version, one.announced, day)) for one in told]
    ended = [(one, judgement) for one, judgement in judged if judgement.upkeep is Upkeep.ENDED]
    if ended:
        return Finding(ID, "outdated", _evidence(ended))
    if any(judgement.upkeep is Upkeep.UNKNOWN for _, judgement in judged):
        return undetermined(ID, Unobserved(Reason.NOT_KNOWN, services.source))
    return Finding(ID, "maintained", _evidence(judged)) if judged else Finding(ID, "hidden")


def _evidence(judged: list[tuple[Service, Judgement]]) -> dict[str, list[str]]:
    software = [f"{one.product} {one.version}" + (f" ({by.by})" if by.by else "") for one, by in judged]
    return {
        "software": software,
        "places": [place_of(one) for one, _ in judged],
        "until": [str(judgement.until) for _, judgement in judged],
    }
