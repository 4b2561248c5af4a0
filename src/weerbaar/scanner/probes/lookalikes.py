"""Which names that look like the domain somebody has registered, and which of these take mail or visitors."""

import asyncio

from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.lookalikes import SURVEY, Lookalike, LookalikeSurvey
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.parsers.lookalike_names import LookalikeName, lookalike_names
from weerbaar.scanner.probes.doors.clock import Clock
from weerbaar.scanner.probes.doors.doors import Doors, NameAnswer
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (SURVEY,)
STAGE = Stage.ADDRESS
INTRUSIVENESS = Intrusiveness.PASSIVE
# Nobody can register below these (RFC 2606 and RFC 6761), so nothing there looks like anything.
_RESERVED = ("example", "test", "invalid", "localhost")

_Answers = dict[str, NameAnswer]


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """One cheap question for each name; the few that exist are asked about mail and website."""
    whole = target.registrable
    if doors.census is None or whole.labels[-1] in _RESERVED:
        record(SURVEY, Unobserved(Reason.NOT_LOOKED))
        return
    names = lookalike_names(whole)
    servers, own = await asyncio.gather(
        doors.census.ask([candidate.name for candidate in names], "NS"), doors.resolver.ask(whole.ascii, "NS")
    )
    own_servers = set(own.value.records) if isinstance(own, Observed) else set()
    registered = [name for name in names if _exists(servers.get(name.name))]
    strangers = [name for name in registered if own_servers.isdisjoint(servers[name.name].records)]
    asked = [name.name for name in strangers]
    mail = await doors.census.ask(asked, "MX")
    web = await doors.census.ask(asked, "A")
    survey = LookalikeSurvey(
        asked=len(names),
        unanswered=len(names) - len(servers),
        registered=tuple(_lookalike(name, mail, web, doors.clock) for name in strangers),
        own=tuple(name.name for name in registered if name not in strangers),
    )
    record(SURVEY, Observed(survey, doors.clock.now(), f"DNS NS of {len(names)} names like {whole}"))


def _exists(answer: NameAnswer | None) -> bool:
    """A registered name has name servers; a name that only a wildcard answers for has none of its own."""
    return answer is not None and answer.kind is AnswerKind.RECORDS


def _lookalike(name: LookalikeName, mail: _Answers, web: _Answers, clock: Clock) -> Lookalike:
    return Lookalike(name.name, name.kind.value, _takes_mail(name.name, mail, clock), _seen(name.name, web, clock))


def _takes_mail(name: str, answers: _Answers, clock: Clock) -> Observation[bool]:
    """An MX record that is not null (RFC 7505). A mere address could take mail too, but a parked name has that as well."""
    source = f"DNS MX {name}"
    answer = answers.get(name)
    if answer is None:
        return Unobserved(Reason.DNS_TIMEOUT, source)
    return Observed(any(not record.endswith(" .") for record in answer.records), clock.now(), source)


def _seen(name: str, answers: _Answers, clock: Clock) -> Observation[bool]:
    source = f"DNS A {name}"
    answer = answers.get(name)
    return (
        Unobserved(Reason.DNS_TIMEOUT, source)
        if answer is None
        else Observed(bool(answer.records), clock.now(), source)
    )
