"""Whether well-known names of the domain are aliases that lead to nothing, or to what a stranger may claim."""

import asyncio

from weerbaar.scanner.facts.aliases import ALIASES, Alias, AliasSurvey, Page
from weerbaar.scanner.facts.dns import Answer, AnswerKind
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.parsers.claimable_services import service_of
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (ALIASES,)
STAGE = Stage.ADDRESS
INTRUSIVENESS = Intrusiveness.PASSIVE
# Names that small companies give to what they rent elsewhere.
_LABELS = ("www", "mail", "webmail", "autodiscover", "shop", "portal", "app", "blog", "test", "remote")
_PAGE_CHARACTERS = 2000


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Ask the address of the domain and of its well-known names, and look where aliases end."""
    names = (target.ascii, *(target.child(label) for label in _LABELS))
    answers = await asyncio.gather(*(doors.resolver.ask(name, "A") for name in names))
    unanswered = [name for name, answer in zip(names, answers, strict=True) if isinstance(answer, Unobserved)]
    if len(unanswered) == len(names) and isinstance(answers[0], Unobserved):
        record(ALIASES, answers[0])
        return
    pointing = [answer.value for answer in answers if isinstance(answer, Observed) and _leaves(answer.value, target)]
    found = await asyncio.gather(*(_alias(answer, doors) for answer in pointing))
    survey = AliasSurvey(names, tuple(unanswered), tuple(found))
    record(ALIASES, Observed(survey, doors.clock.now(), f"DNS A {target} and {len(_LABELS)} names below"))


def _leaves(answer: Answer, target: DomainName) -> bool:
    """Whether the name is an alias that ends outside the target's own zone."""
    inside = answer.owner == target.ascii or answer.owner.endswith(f".{target.ascii}")
    return bool(answer.owner) and answer.owner != answer.name and not (inside and answer.records)


async def _alias(answer: Answer, doors: Doors) -> Alias:
    unlooked = Unobserved(Reason.NOT_LOOKED)
    exists: Observation[bool] = unlooked
    page: Observation[Page] = unlooked
    service = service_of(answer.owner)
    if answer.kind is AnswerKind.NO_NAME:
        exists = await _domain_exists(answer.owner, doors)
    elif service is not None and service.page_status:
        page = await _page(answer.name, doors)
    return Alias(answer.name, answer.owner, answer.kind, exists, page)


async def _domain_exists(host: str, doors: Doors) -> Observation[bool]:
    try:
        domain = DomainName.parse(host).registrable.ascii
    except InvalidDomainName:
        return Unobserved(Reason.DNS_FAILURE, f"DNS SOA {host}", "not a domain name")
    found = await doors.resolver.ask(domain, "SOA")
    if isinstance(found, Unobserved):
        return found
    return Observed(found.value.kind is not AnswerKind.NO_NAME, found.at, found.source)


async def _page(host: str, doors: Doors) -> Observation[Page]:
    """The first page, as any visitor gets it. A page needs no trust in its certificate to be recognised."""
    visit = await doors.http.visit(f"http://{host}/", keep_body=True)
    if visit.final is None:
        return visit.failure or Unobserved(Reason.PROTOCOL_ERROR, f"GET http://{host}/", "redirects without end")
    hop = visit.final
    return Observed(Page(hop.status, hop.body[:_PAGE_CHARACTERS]), doors.clock.now(), f"GET {hop.url}")
