"""Whether names below a domain without mail answer though nobody made them: a wildcard there opens what was closed above."""

import asyncio

from weerbaar.scanner.facts.mail import MAIL_WILDCARDS, MailWildcards
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.mail_hosts import exchanges
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (MAIL_WILDCARDS,)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE
# A label that nobody uses; the same each time, so that resolvers keep the answer.
_NOBODY = "k4711-of-nobody"


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Ask the mail hosts and a DKIM key of a name that nobody made; not where the domain itself takes mail."""
    mx = await doors.resolver.ask(target.ascii, "MX")
    if isinstance(mx, Unobserved):
        record(MAIL_WILDCARDS, mx)
        return
    if exchanges(mx.value):
        left = Unobserved(Reason.NOT_LOOKED, mx.source)
        record(MAIL_WILDCARDS, Observed(MailWildcards(left, left), mx.at, mx.source))
        return
    below, key = await asyncio.gather(
        doors.resolver.ask(target.child(_NOBODY), "MX"),
        doors.resolver.ask(target.child(f"{_NOBODY}._domainkey"), "TXT"),
    )
    record(MAIL_WILDCARDS, Observed(MailWildcards(below, key), doors.clock.now(), f"DNS MX *.{target}"))
