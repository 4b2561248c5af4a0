"""Looks whether the code of a proof stands at a domain, and writes down what was found."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER, Person
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.scans.errors import NoSuchTarget
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.measuring_room import MeasuringRoom
from weerbaar.portal.scans.models import DomainProof, Target
from weerbaar.portal.scans.proof_look import Looked
from weerbaar.portal.scans.proof_words import GRACE, LOOKED_AGAIN_AFTER, VALID_FOR, ProofFault, ProofMethod, proof_code
from weerbaar.portal.scans.services.perform_scan import room_of_process
from weerbaar.scanner.vocabulary.domain_name import DomainName

_TASK = "weerbaar.portal.scans.tasks.look_for_proof"


def ask_for_proof(target_id: uuid.UUID, *, actor: Person) -> None:
    """Have a worker look now.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        NoSuchTarget: there is no such domain.
    """
    with transaction.atomic():
        target = Target.objects.filter(id=target_id).first()
        if target is None:
            raise NoSuchTarget
        assert_may_manage(actor, target.organisation_id)
        proof, _ = DomainProof.objects.get_or_create(target=target)
        if not proof.busy:
            DomainProof.objects.filter(id=proof.id).update(busy=True)
            import_string(_TASK).enqueue(str(target_id), str(actor.user_id))


def check_proof(target_id: uuid.UUID, user_id: uuid.UUID | None, *, room: MeasuringRoom | None = None) -> None:
    """Look, and note. May be called any number of times."""
    target = Target.objects.filter(id=target_id).first()
    if target is None:
        return
    try:
        looked = (room or room_of_process()).look_for_code(DomainName(target.domain), proof_code(target_id))
    finally:
        DomainProof.objects.filter(target=target).update(busy=False)
    note_look(target, looked, Person(user_id) if user_id else None)


def note_look(target: Target, looked: Looked, asked_by: Person | None, now: datetime | None = None) -> None:
    """Write down what a look found. Not being able to look ends no proof."""
    now = now or timezone.now()
    with transaction.atomic():
        proof, _ = DomainProof.objects.get_or_create(target=target)
        if looked.method:
            _prove(proof, looked.method, asked_by, now)
        elif looked.fault is ProofFault.NOT_REACHED:
            DomainProof.objects.filter(id=proof.id).update(fault=looked.fault.value)
        else:
            _miss(proof, looked.fault or ProofFault.NOTHING, now)


def _prove(proof: DomainProof, method: ProofMethod, asked_by: Person | None, now: datetime) -> None:
    was_proven = proof.proven_at is not None
    DomainProof.objects.filter(id=proof.id).update(
        method=method.value,
        proven_at=now,
        expires_at=now + VALID_FOR,
        checked_at=now,
        missing_since=None,
        fault="",
    )
    if not was_proven:
        record_event(
            ScanEvent.PROVEN,
            actor=asked_by or SCHEDULER,
            subject_id=proof.target_id,
            organisation_id=proof.target.organisation_id,
            method=method.value,
        )


def _miss(proof: DomainProof, fault: ProofFault, now: datetime) -> None:
    missing_since = proof.missing_since or now
    changes: dict[str, object] = {"fault": fault.value, "checked_at": now, "missing_since": missing_since}
    by_look = proof.method in {ProofMethod.DNS, ProofMethod.FILE}
    if proof.proven_at and by_look and now - missing_since >= GRACE:
        changes |= {"proven_at": None, "expires_at": None, "method": ""}
        record_event(
            ScanEvent.PROOF_ENDED,
            actor=SCHEDULER,
            subject_id=proof.target_id,
            organisation_id=proof.target.organisation_id,
        )
    DomainProof.objects.filter(id=proof.id).update(**changes)


def recheck_proofs(now: datetime | None = None) -> int:
    """Have workers look at the proofs that are due: a month after the last look, or a day after a miss. How many."""
    now = now or timezone.now()
    DomainProof.objects.filter(expires_at__lte=now).update(proven_at=None, expires_at=None, method="")
    looked = DomainProof.objects.filter(
        proven_at__isnull=False, busy=False, method__in=[ProofMethod.DNS.value, ProofMethod.FILE.value]
    )
    due = [
        proof
        for proof in looked
        if proof.checked_at is None or proof.checked_at <= now - (GRACE if proof.missing_since else LOOKED_AGAIN_AFTER)
    ]
    for proof in due:
        with transaction.atomic():
            if DomainProof.objects.filter(id=proof.id, busy=False).update(busy=True):
                import_string(_TASK).enqueue(str(proof.target_id), "")
    return len(due)
