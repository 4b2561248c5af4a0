"""Decides about a provider: list, refuse, suspend, lift, and judge an appeal. Each decision is a row that never changes."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.checklist import checklists
from weerbaar.portal.providers.errors import NoSuchProvider, VettingFault, VettingRefused
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.models import Appeal, Mark, Provider, Vetting
from weerbaar.portal.providers.policies import (
    Vetter,
    Voice,
    Weight,
    may_approve,
    may_decide_alone,
    may_judge_appeal,
)
from weerbaar.portal.providers.services.draw_seeds import draw_seeds
from weerbaar.portal.providers.services.move_provider import tell_followers
from weerbaar.portal.providers.states import Hand, Verb, next_state
from weerbaar.portal.providers.vetter_selectors import business_of, seconds_of, vetter_of
from weerbaar.portal.providers.words import Decision, ProviderState, VettingKind

LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a vetter decides. `ticked` are the points of the list that are so; `reason` is what the provider reads."""

    approve: bool
    ticked: Collection[str] = ()
    reason: str = ""


def decide_application(
    provider_id: uuid.UUID, judgement: Judgement, *, actor: Person, now: datetime | None = None
) -> Decision:
    """APPROVED: companies find it from now on. SECONDED: somebody else has to look too.

    Raises:
        NoSuchProvider: there is none, or this person does not vet.
        UnknownProviderStep: it does not wait for a decision.
        VettingRefused: not theirs to decide, a point is not ticked, or the reason is missing.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, vetter = provider_to_vet(provider_id, actor)
        verb = Verb.LIST if judgement.approve else Verb.REFUSE
        state = next_state(ProviderState(row.state), verb, Hand.VETTER)
        assert_whole(judgement, VettingKind.APPLICATION)
        decision = decided(vetter, row, None, judgement)
        write_down(row, None, VettingKind.APPLICATION, decision, judgement, vetter, now)
        if decision is Decision.SECONDED:
            note(ProviderEvent.SECONDED, row, actor)
            return decision
        _move(row, state, now)
        note(ProviderEvent.LISTED if judgement.approve else ProviderEvent.REFUSED, row, actor)
    return decision


def suspend_provider(provider_id: uuid.UUID, reason: str, *, actor: Person, now: datetime | None = None) -> None:
    """It receives nothing from this moment on, and its open requests end. Work that was ordered goes on.

    Raises:
        NoSuchProvider, UnknownProviderStep, VettingRefused: as above.
    """
    _decide_alone(provider_id, Verb.SUSPEND, Judgement(False, (), reason), ProviderEvent.SUSPENDED, actor, now)


def lift_suspension(provider_id: uuid.UUID, reason: str, *, actor: Person, now: datetime | None = None) -> None:
    """Companies find it again. Requests that ended stay ended.

    Raises:
        NoSuchProvider, UnknownProviderStep, VettingRefused: as above.
    """
    _decide_alone(provider_id, Verb.LIFT, Judgement(True, (), reason), ProviderEvent.LIFTED, actor, now)


def judge_appeal(
    provider_id: uuid.UUID, judgement: Judgement, *, actor: Person, now: datetime | None = None
) -> Decision:
    """The end of it. Upheld: companies find the provider, or find it again.

    Raises:
        NoSuchProvider: there is none, or this person does not vet.
        VettingRefused: there is no appeal, this person had a part in the decision, or the reason is missing.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, vetter = provider_to_vet(provider_id, actor)
        waits = Appeal.objects.select_for_update().filter(provider=row, answer=None).select_related("about").first()
        if waits is None:
            raise VettingRefused(VettingFault.NO_APPEAL)
        voices = [Voice(one.by_id, one.by_organisation_id) for one in _had_a_part(row, waits.about)]
        fault = may_judge_appeal(vetter, business_of(row), voices)
        if fault:
            raise VettingRefused(fault)
        _assert_reason(judgement)
        state = ProviderState(row.state)
        if judgement.approve:
            state = next_state(state, Verb.UPHOLD, Hand.VETTER)
        decision = Decision.APPROVED if judgement.approve else Decision.REFUSED
        waits.answer = write_down(row, None, VettingKind.APPEAL, decision, judgement, vetter, now)
        waits.save(update_fields=["answer"])
        if judgement.approve:
            _move(row, state, now)
        note(ProviderEvent.APPEAL_UPHELD if judgement.approve else ProviderEvent.APPEAL_REFUSED, row, actor)
    return decision


def provider_to_vet(provider_id: uuid.UUID, actor: Person) -> tuple[Provider, Vetter]:
    """The row, locked, and what the rules know of who decides.

    Raises:
        NoSuchProvider: there is none, or this person does not vet.
    """
    vetter = vetter_of(actor)
    row = Provider.objects.select_for_update().filter(id=provider_id).first()
    if row is None:
        raise NoSuchProvider
    return row, vetter


def decided(vetter: Vetter, row: Provider, mark: Mark | None, judgement: Judgement) -> Decision:
    """What the word of this vetter comes to.

    Raises:
        VettingRefused: not theirs to decide.
    """
    if not judgement.approve:
        fault = may_decide_alone(vetter, business_of(row))
        if fault:
            raise VettingRefused(fault)
        return Decision.REFUSED
    found = may_approve(vetter, business_of(row), seconds_of(row, mark))
    if isinstance(found, VettingFault):
        raise VettingRefused(found)
    return Decision.APPROVED if found is Weight.WHOLE else Decision.SECONDED


def assert_whole(judgement: Judgement, kind: VettingKind) -> None:
    """Every point is ticked to approve; a refusal says why.

    Raises:
        VettingRefused: it is not so.
    """
    if judgement.approve and {point.id for point in checklists()[kind]} - set(judgement.ticked):
        raise VettingRefused(VettingFault.CHECKLIST)
    if not judgement.approve:
        _assert_reason(judgement)


def write_down(
    row: Provider,
    mark: Mark | None,
    kind: VettingKind,
    decision: Decision,
    judgement: Judgement,
    vetter: Vetter,
    now: datetime,
) -> Vetting:
    """Keep the decision, and let the floors above tell of it."""
    points = {point.id: point.id in judgement.ticked for point in checklists().get(kind, ())}
    written = Vetting.objects.create(
        provider=row,
        mark=mark,
        kind=kind,
        decision=decision,
        checklist=points,
        reason=judgement.reason.strip()[:LONGEST_REASON],
        by_id=vetter.user_id,
        by_organisation_id=vetter.adviser_id,
        at=now,
    )
    if decision is not Decision.SECONDED:
        for path in settings.VETTING_FOLLOWERS:
            import_string(path).enqueue(str(written.id))
    return written


def note(word: ProviderEvent, row: Provider, actor: Person) -> None:
    """Tell the audit trail."""
    record_event(word, actor=actor, subject_id=row.id, organisation_id=row.organisation_id)


def _decide_alone(
    provider_id: uuid.UUID,
    verb: Verb,
    judgement: Judgement,
    word: ProviderEvent,
    actor: Person,
    now: datetime | None,
) -> None:
    now = now or timezone.now()
    with transaction.atomic():
        row, vetter = provider_to_vet(provider_id, actor)
        state = next_state(ProviderState(row.state), verb, Hand.VETTER)
        fault = may_decide_alone(vetter, business_of(row))
        if fault:
            raise VettingRefused(fault)
        _assert_reason(judgement)
        decision = Decision.APPROVED if judgement.approve else Decision.REFUSED
        written = write_down(row, None, VettingKind.SUSPENSION, decision, judgement, vetter, now)
        # An appeal against what is over now needs no answer of its own.
        Appeal.objects.filter(provider=row, answer=None).update(answer=written)
        _move(row, state, now)
        note(word, row, actor)


def _move(row: Provider, state: ProviderState, now: datetime) -> None:
    row.state = state
    if state is ProviderState.LISTED and row.listed_at is None:
        row.listed_at = now
    row.save(update_fields=["state", "listed_at"])
    if state is ProviderState.LISTED:
        draw_seeds()  # it is on the list of this day, also when it is suspended before the next draw
    else:
        tell_followers(row.id)


def _had_a_part(row: Provider, about: Vetting) -> Collection[Vetting]:
    """The decision, and who looked at the same before it."""
    before = Vetting.objects.filter(provider=row, mark=None, kind=about.kind, at__lte=about.at)
    return list(before.filter(at__gte=row.submitted_at) if row.submitted_at else before)


def _assert_reason(judgement: Judgement) -> None:
    if not judgement.reason.strip():
        raise VettingRefused(VettingFault.NO_REASON)
