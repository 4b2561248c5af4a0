"""Steps that a provider takes itself: hand in for vetting, take that back, leave the directory, appeal."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.errors import Fault, ProfileRefused, UnknownProviderStep, VettingFault, VettingRefused
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.models import Appeal, Provider, Vetting
from weerbaar.portal.providers.profile import missing_for_vetting, profile_faults
from weerbaar.portal.providers.selectors import profile_of_row
from weerbaar.portal.providers.services.find_provider import provider_to_manage
from weerbaar.portal.providers.states import Hand, Verb, next_state
from weerbaar.portal.providers.words import Decision, ProviderState, VettingKind

LONGEST_APPEAL = 1000
# What can be appealed against, by the state that it led to.
APPEALABLE = {ProviderState.REFUSED: VettingKind.APPLICATION, ProviderState.SUSPENDED: VettingKind.SUSPENSION}


def submit_provider(organisation_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """Somebody will look at it.

    Raises:
        NoSuchProvider, NotAllowed: not theirs to hand in.
        ProfileRefused: a field is still missing, or cannot be so.
        UnknownProviderStep: it was handed in already, is listed or suspended, or an appeal waits.
    """
    with transaction.atomic():
        row = provider_to_manage(organisation_id, actor)
        state = next_state(ProviderState(row.state), Verb.SUBMIT, Hand.PROVIDER)
        if Appeal.objects.filter(provider=row, answer=None).exists():
            raise UnknownProviderStep(row.state, Verb.SUBMIT)
        profile = profile_of_row(row)
        faults = {**dict.fromkeys(missing_for_vetting(profile), Fault.MISSING), **profile_faults(profile)}
        if faults:
            raise ProfileRefused(faults)
        row.state, row.submitted_at = state, now or timezone.now()
        row.save(update_fields=["state", "submitted_at"])
        record_event(ProviderEvent.SUBMITTED, actor=actor, subject_id=row.id, organisation_id=organisation_id)


def withdraw_submission(organisation_id: uuid.UUID, *, actor: Person) -> None:
    """Nobody looks at it any more.

    Raises:
        NoSuchProvider, NotAllowed, UnknownProviderStep: as above.
    """
    _move(organisation_id, Verb.WITHDRAW, ProviderEvent.WITHDRAWN, actor)


def leave_directory(organisation_id: uuid.UUID, *, actor: Person) -> None:
    """Companies do not find it any more, and its open requests end. Work that was ordered goes on.

    Raises:
        NoSuchProvider, NotAllowed, UnknownProviderStep: as above.
    """
    with transaction.atomic():
        row = _move(organisation_id, Verb.LEAVE, ProviderEvent.LEFT, actor)
        tell_followers(row.id)


def appeal(organisation_id: uuid.UUID, text: str, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """Somebody else than who decided will look again. Once for each decision.

    Raises:
        NoSuchProvider, NotAllowed: not theirs.
        UnknownProviderStep: nothing was decided against it.
        ProfileRefused: no text, or too long.
        VettingRefused: an appeal against this was made before.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_APPEAL:
        raise ProfileRefused({"text": Fault.TOO_LONG if text else Fault.MISSING})
    with transaction.atomic():
        row = provider_to_manage(organisation_id, actor)
        kind = APPEALABLE.get(ProviderState(row.state))
        about = Vetting.objects.filter(provider=row, mark=None, kind=kind, decision=Decision.REFUSED).last()
        if kind is None or about is None:
            raise UnknownProviderStep(row.state, "appeal")
        if Appeal.objects.filter(about=about).exists():
            raise VettingRefused(VettingFault.NO_APPEAL)
        made = Appeal.objects.create(
            provider=row, about=about, text=text, by_id=actor.user_id, at=now or timezone.now()
        )
        record_event(ProviderEvent.APPEALED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return made.id


def tell_followers(provider_id: uuid.UUID) -> None:
    """The floors above end what is open, in the transaction of the change."""
    for path in settings.PROVIDER_FOLLOWERS:
        import_string(path).enqueue(str(provider_id))


def _move(organisation_id: uuid.UUID, verb: Verb, word: ProviderEvent, actor: Person) -> Provider:
    with transaction.atomic():
        row = provider_to_manage(organisation_id, actor)
        row.state = next_state(ProviderState(row.state), verb, Hand.PROVIDER)
        row.save(update_fields=["state"])
        record_event(word, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return row
