"""Signs a paper for a party: who, when, and exactly which text."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.trajectories.errors import SignatureFault, SignatureRefused
from weerbaar.portal.trajectories.events import TrajectoryEvent
from weerbaar.portal.trajectories.find import paper_in, trajectory_for
from weerbaar.portal.trajectories.models import Signature
from weerbaar.portal.trajectories.policies import signs_for
from weerbaar.portal.trajectories.schemes.states import ArtefactState

_SIGNABLE = {ArtefactState.REVIEW.value, ArtefactState.ADOPTED.value}


def sign_paper(
    trajectory_id: uuid.UUID, paper_id: uuid.UUID, text_hash: str, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the signature. `text_hash` is that of the text which the person was shown.

    Raises:
        NoSuchTrajectory, NoSuchPaper: there is none for this person.
        SignatureRefused: the person speaks for no party, the paper is not ready, its text is another one by now, or the party
            has signed this text.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, park = trajectory_for(actor, trajectory_id, lock=True)
        paper = paper_in(row, paper_id)
        party = signs_for(park.role, park.party)
        if party is None:
            raise SignatureRefused(SignatureFault.NO_PARTY)
        if paper.state not in _SIGNABLE:
            raise SignatureRefused(SignatureFault.NOT_SUBMITTED)
        if paper.text_hash != text_hash:
            raise SignatureRefused(SignatureFault.OTHER_TEXT)
        if paper.signatures.filter(party=party.value, text_hash=text_hash).exists():
            raise SignatureRefused(SignatureFault.SIGNED_BEFORE)
        signature = Signature.objects.create(
            paper=paper,
            party=party.value,
            text_hash=text_hash,
            at=now,
            by_id=actor.user_id,
            by_name=names_of([actor.user_id]).get(actor.user_id, ""),
        )
        record_event(TrajectoryEvent.PAPER_SIGNED, actor=actor, subject_id=paper.id, party=party.value)
    return signature.id
