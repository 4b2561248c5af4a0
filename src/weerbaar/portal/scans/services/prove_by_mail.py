"""Proof by a link that is mailed to an address which only who runs the domain can give out."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.scans.errors import NoSuchTarget, ProofRefusal, ProofRefused
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import DomainProof, Target
from weerbaar.portal.scans.proof_words import ROLE_ADDRESSES, VALID_FOR, ProofMethod

WORKS_FOR = timedelta(days=2)
PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class ProofMail:
    """What goes into the letter. The secret exists there only."""

    token: str
    to: str
    domain: str
    company: str
    expires_at: datetime


def mail_proof(target_id: uuid.UUID, role_address: str, *, actor: Person, now: datetime | None = None) -> ProofMail:
    """A link for one of the role addresses at the domain; an earlier link ends.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        NoSuchTarget: there is no such domain.
        ProofRefused: the address is none of the list, or the last mail is too recent.
    """
    now, token = now or timezone.now(), new_token()
    with transaction.atomic():
        target = Target.objects.filter(id=target_id).first()
        if target is None:
            raise NoSuchTarget
        view = assert_may_manage(actor, target.organisation_id)
        if role_address not in ROLE_ADDRESSES:
            raise ProofRefused(ProofRefusal.NOT_A_ROLE_ADDRESS)
        proof, _ = DomainProof.objects.get_or_create(target=target)
        if proof.mailed_at and now - proof.mailed_at < PAUSE:
            raise ProofRefused(ProofRefusal.MAILED_TOO_OFTEN)
        to = f"{role_address}@{target.domain}"
        DomainProof.objects.filter(id=proof.id).update(mail_token_hash=fingerprint(token), mailed_to=to, mailed_at=now)
        record_event(
            ScanEvent.PROOF_MAILED,
            actor=actor,
            subject_id=target_id,
            organisation_id=target.organisation_id,
            role=role_address,
        )
    return ProofMail(token, to, target.domain, view.name, now + WORKS_FOR)


def confirm_by_mail(token: str, *, actor: Person, now: datetime | None = None) -> tuple[uuid.UUID, uuid.UUID]:
    """The ids of the company and of the domain that is proven now. The link works once, for an owner who has signed in.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company that asked for the link.
        ProofRefused: the link is unknown, used or too old.
    """
    now = now or timezone.now()
    with transaction.atomic():
        proof = DomainProof.objects.filter(mail_token_hash=fingerprint(token)).select_related("target").first()
        if proof is None or proof.mailed_at is None:
            raise ProofRefused(ProofRefusal.UNKNOWN_LINK)
        assert_may_manage(actor, proof.target.organisation_id)
        if now >= proof.mailed_at + WORKS_FOR:
            raise ProofRefused(ProofRefusal.LINK_EXPIRED)
        DomainProof.objects.filter(id=proof.id).update(
            method=ProofMethod.MAIL.value,
            proven_at=now,
            expires_at=now + VALID_FOR,
            checked_at=now,
            missing_since=None,
            fault="",
            mail_token_hash="",
        )
        record_event(
            ScanEvent.PROVEN,
            actor=actor,
            subject_id=proof.target_id,
            organisation_id=proof.target.organisation_id,
            method=ProofMethod.MAIL.value,
        )
    return proof.target.organisation_id, proof.target_id
