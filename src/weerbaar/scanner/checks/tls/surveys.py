"""The surveys of the website's servers, for the checks that judge what is agreed to."""

from collections.abc import Callable
from typing import TypeVar

from weerbaar.scanner.checks.tls.certificates import Shown, shown
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS, TlsSurvey

T = TypeVar("T")

# A part that the server does not offer at all, such as TLS 1.2 for a server that speaks only TLS 1.3.
_NOT_THERE = Reason.NOT_OFFERED


def survey_of(sheet: FactSheet, chain: Shown) -> TlsSurvey | Unobserved:
    """The survey of the server that showed this chain; hosts that are one server share one."""
    surveys = sheet[WEB_SURVEYS]
    if isinstance(surveys, Unobserved):
        return surveys
    for survey in surveys.value:
        if survey.host == chain.host:
            return survey
    chains = shown(sheet)
    same = [] if isinstance(chains, Unobserved) else [one for one in chains if _is_one_server(one, chain)]
    for survey in surveys.value:
        if any(survey.host == one.host for one in same):
            return survey
    return Unobserved(Reason.NOT_LOOKED, surveys.source)


def _is_one_server(one: Shown, other: Shown) -> bool:
    return one.address == other.address and one.session.chain == other.session.chain


def surveyed(sheet: FactSheet, part: Callable[[TlsSurvey], Observation[T]]) -> dict[str, T] | Unobserved:
    """One part of each survey by host; hosts that do not offer it are left out. The first that was missed is the reason."""
    surveys = sheet[WEB_SURVEYS]
    if isinstance(surveys, Unobserved):
        return surveys
    found: dict[str, T] = {}
    missed: Unobserved | None = None
    for survey in surveys.value:
        seen = part(survey)
        if isinstance(seen, Observed):
            found[survey.host] = seen.value
        elif seen.reason is not _NOT_THERE:
            missed = missed or seen
    return missed if missed and not found else found
