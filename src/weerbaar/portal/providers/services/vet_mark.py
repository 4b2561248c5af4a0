"""Decides about a mark that a provider claims, and confirms marks of the list."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.errors import Fault, NoSuchMark, ProfileRefused, UnknownProviderStep
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.mark_selectors import unconfirmed_marks
from weerbaar.portal.providers.models import ConfirmedMark, Mark
from weerbaar.portal.providers.profile import is_web_address
from weerbaar.portal.providers.services.vet_provider import (
    Judgement,
    assert_whole,
    decided,
    provider_to_vet,
    write_down,
)
from weerbaar.portal.providers.vetter_selectors import NoVetter, is_operator
from weerbaar.portal.providers.words import Decision, MarkState, VettingKind


def decide_mark(
    provider_id: uuid.UUID, mark_id: uuid.UUID, judgement: Judgement, *, actor: Person, now: datetime | None = None
) -> Decision:
    """APPROVED: seen in the register today. REFUSED: not found there, or not any more. A checked mark can be checked again.

    Raises:
        NoSuchProvider, NoSuchMark: there is none, or this person does not vet.
        UnknownProviderStep: it has expired, or was taken away.
        VettingRefused: not theirs to decide, a point is not ticked, or the reason is missing.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, vetter = provider_to_vet(provider_id, actor)
        mark = Mark.objects.select_for_update().filter(provider=row, id=mark_id).first()
        if mark is None:
            raise NoSuchMark
        today = timezone.localdate(now)
        is_over = mark.valid_until is not None and mark.valid_until < today
        if mark.state == MarkState.WITHDRAWN or (judgement.approve and is_over):
            raise UnknownProviderStep(mark.state, VettingKind.MARK)
        assert_whole(judgement, VettingKind.MARK)
        decision = decided(vetter, row, mark, judgement)
        write_down(row, mark, VettingKind.MARK, decision, judgement, vetter, now)
        if decision is not Decision.SECONDED:
            mark.state = MarkState.VERIFIED if judgement.approve else MarkState.WITHDRAWN
            mark.checked_on, mark.checked_by_id = today, actor.user_id
            mark.save(update_fields=["state", "checked_on", "checked_by"])
        record_event(
            _WORDS[decision],
            actor=actor,
            subject_id=mark.id,
            organisation_id=row.organisation_id,
            mark=mark.mark,
        )
    return decision


def confirm_mark(mark: str, source_url: str, *, actor: Person, now: datetime | None = None) -> None:
    """From now on providers may claim this mark of the list, and companies see it.

    Raises:
        NoVetter: this person does not keep the installation.
        NoSuchMark: there is none that waits.
        ProfileRefused: the address of the source cannot be so.
    """
    if not is_operator(actor):
        raise NoVetter
    if mark not in unconfirmed_marks():
        raise NoSuchMark
    if not is_web_address(source_url):
        raise ProfileRefused({"source_url": Fault.BAD_ADDRESS})
    with transaction.atomic():
        row = ConfirmedMark.objects.create(
            mark=mark,
            source_url=source_url,
            confirmed_on=timezone.localdate(now),
            confirmed_by_id=actor.user_id,
        )
        record_event(ProviderEvent.MARK_CONFIRMED, actor=actor, subject_id=row.id, mark=mark)


_WORDS = {
    Decision.APPROVED: ProviderEvent.MARK_VERIFIED,
    Decision.REFUSED: ProviderEvent.MARK_WITHDRAWN,
    Decision.SECONDED: ProviderEvent.MARK_SECONDED,
}
