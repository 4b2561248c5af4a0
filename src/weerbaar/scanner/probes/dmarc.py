"""What the domain asks of receivers of mail in its name: the tree walk of RFC 9989, section 4.10."""

import asyncio

from weerbaar.scanner.facts.dns import Answer
from weerbaar.scanner.facts.mail import DMARC, REPORT_MAILBOXES, DmarcLookups, ReportMailbox
from weerbaar.scanner.facts.observation import Observation, Observed, Unobserved
from weerbaar.scanner.parsers.dmarc import DmarcRecord, is_dmarc, parse
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.mail_hosts import exchanges
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.zone import addresses_of
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (DMARC, REPORT_MAILBOXES)
STAGE = Stage.MAIL
INTRUSIVENESS = Intrusiveness.PASSIVE
_MOST_LABELS = 8  # of a longer name the walk asks the name itself and goes on with its last seven labels
_MOST_REPORT_DOMAINS = 10
_MOST_REPORT_HOSTS = 2


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """The walk, then whether other domains agreed to take its reports, and whether the mailboxes can get them."""
    seen = await _look(target, doors)
    record(DMARC, seen)
    if isinstance(seen, Unobserved):
        record(REPORT_MAILBOXES, seen)
        return
    domains = list(dict.fromkeys(domain for step in seen.value.steps for domain in _report_domains(step)))
    mailboxes = await asyncio.gather(*(_mailbox(domain, doors) for domain in domains[:_MOST_REPORT_DOMAINS]))
    record(REPORT_MAILBOXES, Observed(tuple(mailboxes), seen.at, seen.source))


async def _look(target: DomainName, doors: Doors) -> Observation[DmarcLookups]:
    steps: list[Answer] = []
    for name in walk(target):
        answer = await doors.resolver.ask(f"_dmarc.{name}", "TXT")
        if isinstance(answer, Unobserved):
            # Without a record so far, nobody knows whether there is one here. With one, the walk goes no further.
            if not any(map(_records, steps)):
                return answer
            break
        steps.append(answer.value)
        if _ends_walk(answer.value, is_own=len(steps) == 1):
            break
    authorised = await _report_hosts(steps, target, doors)
    return Observed(DmarcLookups(tuple(steps), authorised), doors.clock.now(), f"DNS TXT _dmarc.{target}")


def walk(target: DomainName) -> tuple[str, ...]:
    """The names that are asked, from the target upwards, the top-level domain included."""
    labels = target.labels
    rest = labels[1:] if len(labels) <= _MOST_LABELS else labels[-(_MOST_LABELS - 1) :]
    return (target.ascii, *(".".join(rest[at:]) for at in range(len(rest))))


def _ends_walk(answer: Answer, *, is_own: bool) -> bool:
    """The domain's own record needs no walk; above it, a record that says what it is ends it (`psd` y or n)."""
    records = _records(answer)
    if is_own:
        return bool(records)
    return len(records) == 1 and isinstance(records[0], DmarcRecord) and records[0].psd in ("y", "n")


def _records(answer: Answer) -> list[DmarcRecord | Malformed]:
    return [parse(text) for text in answer.records if is_dmarc(text)]


async def _report_hosts(steps: list[Answer], target: DomainName, doors: Doors) -> dict[str, Observation[Answer]]:
    """The agreement of each other domain that is named as a place for reports (RFC 9990)."""
    names: dict[str, str] = {}
    for step in steps:
        policy_domain = step.name.removeprefix("_dmarc.")
        for domain in _report_domains(step):
            if DomainName(domain).registrable != target.registrable:
                names.setdefault(domain, f"{policy_domain}._report._dmarc.{domain}")
    chosen = list(names.items())[:_MOST_REPORT_DOMAINS]
    answers = await asyncio.gather(*(doors.resolver.ask(name, "TXT") for _, name in chosen))
    return {domain: answer for (domain, _), answer in zip(chosen, answers, strict=True)}


def _report_domains(step: Answer) -> list[str]:
    """The domains of the addresses for reports that the records of one answer name."""
    records = [record for record in _records(step) if isinstance(record, DmarcRecord)]
    return [uri.domain for record in records for uri in record.rua if uri.scheme == "mailto" and uri.domain]


async def _mailbox(domain: str, doors: Doors) -> ReportMailbox:
    mx = await doors.resolver.ask(domain, "MX")
    if isinstance(mx, Unobserved):
        return ReportMailbox(domain, mx, mx)
    hosts = [host for _, host in exchanges(mx.value)] if mx.value.records else [domain]
    found: Observation[bool] = Observed(False, mx.at, mx.source)
    for host in hosts[:_MOST_REPORT_HOSTS]:
        addresses = await addresses_of(host, doors.resolver)
        for family in (addresses.ipv4, addresses.ipv6):
            if isinstance(family, Unobserved):
                found = family
            elif family.value:
                return ReportMailbox(domain, mx, Observed(True, family.at, family.source))
    return ReportMailbox(domain, mx, found)
