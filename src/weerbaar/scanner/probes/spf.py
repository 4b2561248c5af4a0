"""Who may send in the domain's name: the SPF record and everything an evaluation would look up (RFC 7208)."""

import asyncio

from weerbaar.scanner.facts.dns import Answer
from weerbaar.scanner.facts.mail import SPF, SpfLookups
from weerbaar.scanner.facts.observation import Observation, Observed, Unobserved
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.spf import Lookup, is_spf, parse
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (SPF,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE
MOST_LOOKUPS = 40  # an evaluation stops after ten; beyond four times that no receiver and no reader learns more


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The record, then its tree, level by level."""
    own = await doors.resolver.ask(target.ascii, "TXT")
    if isinstance(own, Unobserved):
        record(SPF, own)
        return
    steps: dict[str, Observation[Answer]] = {}
    level, cut = _lookups(own.value), False
    while level:
        wanted = {f"{lookup.rdtype} {lookup.name}": lookup for lookup in level}
        new = [key for key in wanted if key not in steps]
        room = MOST_LOOKUPS - len(steps)
        cut = cut or len(new) > room
        new = new[:room]
        answers = await asyncio.gather(*(doors.resolver.ask(wanted[key].name, wanted[key].rdtype) for key in new))
        steps.update(zip(new, answers, strict=True))
        level = [below for key, answer in zip(new, answers, strict=True) for below in _below(wanted[key], answer)]
    record(SPF, Observed(SpfLookups(own.value, steps, cut), own.at, own.source))


def _below(lookup: Lookup, answer: Observation[Answer]) -> list[Lookup]:
    """What an answer leads to: the terms of an included record. The hosts of an MX are judged by their number alone."""
    if lookup.rdtype != "TXT" or isinstance(answer, Unobserved):
        return []
    return _lookups(answer.value)


def _lookups(answer: Answer) -> list[Lookup]:
    """The look-ups of the one SPF record of an answer; terms that depend on the message have no name to ask."""
    records = [text for text in answer.records if is_spf(text)]
    parsed = parse(records[0]) if len(records) == 1 else None
    if parsed is None or isinstance(parsed, Malformed):
        return []
    return [lookup for lookup in parsed.lookups(answer.name) if lookup.name]
