"""The owner's agreement that more than the public face of a proven domain is looked at, and its end."""

import ipaddress
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.scans.errors import NoSuchTarget, ProofRefusal, ProofRefused
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import DomainProof, Target, TargetAgreement
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

HOLDS_FOR = timedelta(days=365)


def agree(target_id: uuid.UUID, addresses: tuple[str, ...], *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """The id of the agreement. `addresses` are those that the owner says are the company's own; others are never looked at.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        NoSuchTarget: there is no such domain.
        ProofRefused: the domain is not proven, or no address was chosen.
    """
    now = now or timezone.now()
    with transaction.atomic():
        target = _own(target_id, actor)
        if not DomainProof.objects.filter(target=target, proven_at__isnull=False, expires_at__gt=now).exists():
            raise ProofRefused(ProofRefusal.NOT_PROVEN)
        chosen = sorted({str(ipaddress.ip_address(address)) for address in addresses})
        if not chosen:
            raise ProofRefused(ProofRefusal.NO_ADDRESSES)
        _end(target, now)
        row = TargetAgreement.objects.create(
            target=target, given_by_id=actor.user_id, given_at=now, until=now + HOLDS_FOR, addresses=chosen
        )
        record_event(
            ScanEvent.AGREED,
            actor=actor,
            subject_id=target_id,
            organisation_id=target.organisation_id,
            addresses=len(chosen),
        )
    return row.id


def withdraw_agreement(target_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """From the next measurement on, only the public face is looked at.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        NoSuchTarget: there is no such domain.
    """
    with transaction.atomic():
        target = _own(target_id, actor)
        if _end(target, now or timezone.now()):
            record_event(
                ScanEvent.AGREEMENT_WITHDRAWN,
                actor=actor,
                subject_id=target_id,
                organisation_id=target.organisation_id,
            )


def authorisation_of(target_id: uuid.UUID, now: datetime) -> ScanAuthorisation | None:
    """What a scan of this target may do beyond the public face: None without an agreement in force or without a proof."""
    agreement = TargetAgreement.objects.filter(target_id=target_id, withdrawn_at=None, until__gt=now).first()
    proof = DomainProof.objects.filter(target_id=target_id, proven_at__isnull=False, expires_at__gt=now).first()
    if agreement is None or proof is None or proof.expires_at is None:
        return None
    return ScanAuthorisation(
        granted_by=str(agreement.given_by_id or "owner"),
        names=(DomainName(proof.target.domain),),
        addresses=tuple(ipaddress.ip_network(address) for address in agreement.addresses),
        intrusiveness=Intrusiveness.ACTIVE,
        until=min(agreement.until, proof.expires_at),
    )


def _own(target_id: uuid.UUID, actor: Person) -> Target:
    target = Target.objects.filter(id=target_id).first()
    if target is None:
        raise NoSuchTarget
    assert_may_manage(actor, target.organisation_id)
    return target


def _end(target: Target, now: datetime) -> int:
    return TargetAgreement.objects.filter(target=target, withdrawn_at=None, until__gt=now).update(withdrawn_at=now)
