"""Do names of the domain point to something that is gone, or that a stranger may claim?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.facts.aliases import ALIASES, Alias
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.claimable_services import service_of
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.dangling-alias"
NEEDS = (ALIASES,)
OUTCOMES = {
    "sound": passes(),
    "claimable": fails(Severity.HIGH),
    "dead": fails(Severity.LOW),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The domain itself and a few names that companies often rent elsewhere; other names are not known."""
    survey = sheet[ALIASES]
    if isinstance(survey, Unobserved):
        return undetermined(ID, survey)
    aliases = survey.value.aliases
    for outcome, holds in (("claimable", _is_claimable), ("dead", _is_dead)):
        found = [alias for alias in aliases if holds(alias)]
        if found:
            names, targets = [alias.name for alias in found], [alias.target for alias in found]
            return Finding(ID, outcome, {"names": names, "targets": targets})
    if survey.value.unanswered:
        return undetermined(ID, Unobserved(Reason.DNS_FAILURE, f"DNS A {survey.value.unanswered[0]}"))
    for alias in aliases:
        if isinstance(alias.page, Unobserved) and alias.page.reason is not Reason.NOT_LOOKED:
            return undetermined(ID, alias.page)
    return Finding(ID, "sound", {"asked": list(survey.value.asked), "aliases": [alias.name for alias in aliases]})


def _is_dead(alias: Alias) -> bool:
    return alias.kind is AnswerKind.NO_NAME


def _is_claimable(alias: Alias) -> bool:
    """The target's domain is free, or its service gives the name to whoever asks."""
    service = service_of(alias.target)
    if alias.kind is AnswerKind.NO_NAME:
        return service is not None or (isinstance(alias.domain_exists, Observed) and not alias.domain_exists.value)
    if service is None or isinstance(alias.page, Unobserved):
        return False
    return service.shows_unclaimed(alias.page.value.status, alias.page.value.text)
