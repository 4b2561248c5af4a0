"""Looks for the code of a proof at a domain, through the same guarded doors as a scan."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from weerbaar.portal.scans.proof_words import FILE_PATH, RECORD_LABEL, ProofFault, ProofMethod
from weerbaar.scanner.facts.http import Visit
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.vocabulary.domain_name import DomainName


@dataclass(frozen=True, slots=True)
class Looked:
    """`method` where the code stands; else `fault` says what stands there instead."""

    method: ProofMethod | None
    fault: ProofFault | None = None


async def look_for_code(doors: Doors, domain: DomainName, code: str) -> Looked:
    """The record first, then the file. `NOT_REACHED` only when neither could be looked at: that proves and disproves nothing."""
    by_record = await _record(doors, domain, code)
    if by_record.method:
        return by_record
    by_file = await _file(doors, domain, code)
    if by_file.method or by_record.fault is ProofFault.NOT_REACHED:
        return by_file
    if by_record.fault is ProofFault.OTHER_CODE or by_file.fault is ProofFault.NOT_REACHED:
        return by_record
    return by_file


async def _record(doors: Doors, domain: DomainName, code: str) -> Looked:
    answer = await doors.resolver.ask(f"{RECORD_LABEL}.{domain.ascii}", "TXT")
    if isinstance(answer, Unobserved):
        return Looked(None, ProofFault.NOT_REACHED)
    if code in {record.strip() for record in answer.value.records}:
        return Looked(ProofMethod.DNS)
    return Looked(None, ProofFault.OTHER_CODE if answer.value.records else ProofFault.NOTHING)


async def _file(doors: Doors, domain: DomainName, code: str) -> Looked:
    fault = ProofFault.NOT_REACHED
    for scheme in ("https", "http"):
        visit = await doors.http.visit(f"{scheme}://{domain.ascii}{FILE_PATH}", keep_body=True)
        found = _in_visit(visit, domain, code)
        if found.method:
            return found
        if found.fault is not ProofFault.NOT_REACHED and fault is ProofFault.NOT_REACHED:
            fault = found.fault or fault
    return Looked(None, fault)


def _in_visit(visit: Visit, domain: DomainName, code: str) -> Looked:
    final = visit.final
    if visit.failure is not None or final is None:
        return Looked(None, ProofFault.NOT_REACHED)
    # What another domain says proves nothing about this one: a redirect may lead from the domain to its own www alone.
    if urlsplit(final.url).hostname not in {domain.ascii, f"www.{domain.ascii}"} or final.status != 200:
        return Looked(None, ProofFault.NOTHING)
    if code in {line.strip() for line in final.body.splitlines()}:
        return Looked(ProofMethod.FILE)
    return Looked(None, ProofFault.OTHER_CODE if "weerbaar=" in final.body else ProofFault.NOTHING)
