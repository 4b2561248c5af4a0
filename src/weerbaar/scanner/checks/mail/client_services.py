"""What a mail program meets at the ways in to somebody's mail: whether it is protected, and by what."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from weerbaar.scanner.checks.check import Finding, undetermined
from weerbaar.scanner.checks.mail.served_certificate import Judgement, judge_by_authorities
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail_clients import ClientService
from weerbaar.scanner.facts.observation import Reason, Unobserved

MODERN = ("TLSv1.2", "TLSv1.3")
# A handshake that fails by itself; a time-out or a lost connection may be our road.
_HANDSHAKE_FAULTS = (Reason.TLS_FAILED, Reason.PROTOCOL_ERROR)
# Worst first.
FAULTS = ("plain", "broken", "bad-certificate", "old-versions")


@dataclass(slots=True)
class _Judged:
    """Services by the fault found, the words for it, and what could not be looked at."""

    by_fault: dict[str, list[str]] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)
    protected: list[str] = field(default_factory=list)
    missed: dict[str, Unobserved] = field(default_factory=dict)


def judge_services(check: str, services: Sequence[ClientService], domain: str) -> Finding:
    """The worst fault of all services; one service that was not reached leaves the others to be judged."""
    judged = _Judged()
    for service in services:
        _judge(service, domain, judged)
    not_measured: dict[str, Json] = {name: missed.reason.value for name, missed in judged.missed.items()}
    extra: dict[str, Json] = {"not_measured": not_measured} if not_measured else {}
    for fault in FAULTS:
        if fault in judged.by_fault:
            names = judged.by_fault[fault]
            details: dict[str, Json] = {name: judged.details.get(name, "") for name in names}
            return Finding(check, fault, {"services": [*names], "details": details, **extra})
    if judged.protected:
        return Finding(check, "protected", {"services": [*judged.protected], **extra})
    if judged.missed:
        return undetermined(check, next(iter(judged.missed.values())))
    return Finding(check, "not-applicable")


def _judge(service: ClientService, domain: str, judged: _Judged) -> None:
    name = f"{service.host}:{service.port} ({service.protocol})"
    if isinstance(service.offered, Unobserved):
        judged.missed[name] = service.offered
        return
    if not service.offered.value:
        judged.by_fault.setdefault("plain", []).append(name)
        return
    if isinstance(service.tls, Unobserved):
        if service.tls.reason in _HANDSHAKE_FAULTS:
            judged.by_fault.setdefault("broken", []).append(name)
            judged.details[name] = service.tls.detail
        else:
            judged.missed[name] = service.tls
        return
    session = service.tls.value
    # A program that follows the domain may know the server by the domain too (RFC 6186, section 6). A name that we only
    # guessed may not be the one that people use, so it is not held against the certificate.
    names = () if service.announced_by == "guess" else (service.host, domain)
    judgement, detail = judge_by_authorities(session, names)
    takes_old = not isinstance(service.takes_old, Unobserved) and service.takes_old.value
    if judgement is not Judgement.TRUSTED:
        judged.by_fault.setdefault("bad-certificate", []).append(name)
        judged.details[name] = f"{judgement.value} {detail}".strip()
    elif session.version not in MODERN or takes_old:
        judged.by_fault.setdefault("old-versions", []).append(name)
        judged.details[name] = session.version
    elif isinstance(service.takes_old, Unobserved):
        judged.missed[name] = service.takes_old
    else:
        judged.protected.append(name)
