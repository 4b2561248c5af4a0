"""Claims a mark, or removes it. A claim stays a claim until a vetter looked in the register."""

import uuid

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.errors import Fault, NoSuchMark, ProfileRefused
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.mark_selectors import offered_marks
from weerbaar.portal.providers.models import Mark
from weerbaar.portal.providers.profile import MarkClaim, claim_faults
from weerbaar.portal.providers.services.find_provider import provider_to_work_on
from weerbaar.portal.providers.words import MarkState


def claim_mark(organisation_id: uuid.UUID, claim: MarkClaim, *, actor: Person) -> uuid.UUID:
    """The mark, as something the provider says.

    Raises:
        NoSuchProvider, NotAllowed: not theirs to change.
        ProfileRefused: a field cannot be so, or the mark is there already.
    """
    faults = claim_faults(claim, offered_marks(), timezone.localdate())
    if faults:
        raise ProfileRefused(faults)
    with transaction.atomic():
        row = provider_to_work_on(organisation_id, actor)
        if Mark.objects.filter(provider=row, mark=claim.mark).exclude(state=MarkState.WITHDRAWN).exists():
            raise ProfileRefused({"mark": Fault.TAKEN})
        mark = Mark.objects.create(
            provider=row,
            mark=claim.mark,
            holder=claim.holder,
            scope=claim.scope,
            number=claim.number,
            valid_until=claim.valid_until,
            register_url=claim.register_url,
        )
        record_event(
            ProviderEvent.MARK_CLAIMED,
            actor=actor,
            subject_id=mark.id,
            organisation_id=organisation_id,
            mark=claim.mark,
        )
    return mark.id


def remove_mark(organisation_id: uuid.UUID, mark_id: uuid.UUID, *, actor: Person) -> None:
    """It is gone from the profile. One that a vetter took away stays, with the reason.

    Raises:
        NoSuchProvider, NotAllowed: not theirs to change.
        NoSuchMark: there is none, or a vetter took it away.
    """
    with transaction.atomic():
        row = provider_to_work_on(organisation_id, actor)
        found = Mark.objects.filter(provider=row, id=mark_id).exclude(state=MarkState.WITHDRAWN).first()
        if found is None:
            raise NoSuchMark
        word = found.mark
        found.delete()
        record_event(
            ProviderEvent.MARK_REMOVED, actor=actor, subject_id=mark_id, organisation_id=organisation_id, mark=word
        )
