"""Who vets, and what waits for them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from weerbaar.portal.accounts.models import User
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.models import Membership, Organisation
from weerbaar.portal.organisations.words import OrganisationKind, Role
from weerbaar.portal.providers.errors import NoSuchProvider
from weerbaar.portal.providers.models import Appeal, Mark, Provider, ProviderImport, Vetting
from weerbaar.portal.providers.policies import Business, Vetter, Voice, Weight, weight_of
from weerbaar.portal.providers.selectors import PARTS_OF_CARD, ProviderCard, card_of
from weerbaar.portal.providers.words import Decision, MarkState, ProviderState, VettingKind


class NoVetter(NoSuchProvider):
    """This person does not vet: the pages of vetters do not exist for them."""


@dataclass(frozen=True, slots=True)
class Past:
    """A decision, as vetters and the provider read it. `who` is the adviser; empty for an operator."""

    id: uuid.UUID
    kind: VettingKind
    decision: Decision
    mark: str
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    """An appeal that waits."""

    id: uuid.UUID
    text: str
    at: datetime


@dataclass(frozen=True)
class VettingCase:
    """A provider as a vetter sees it. `weight` is how much this vetter's word counts here."""

    card: ProviderCard
    state: ProviderState
    submitted_at: datetime | None
    weight: Weight
    seconds: int
    history: Sequence[Past]
    appeal: OpenAppeal | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the list of a vetter."""

    organisation_id: uuid.UUID
    provider_id: uuid.UUID
    name: str
    state: ProviderState
    since: datetime | None
    weight: Weight
    marks: int
    has_appeal: bool


def is_vetter(person: Person) -> bool:
    """Whether the pages of vetters exist for this person."""
    return _adviser_of(person) is not None or _is_operator(person)


def vetter_of(person: Person) -> Vetter:
    """What the rules have to know of this person.

    Raises:
        NoVetter: no operator, and no worker of an adviser.
    """
    adviser = _adviser_of(person)
    if adviser is None and not _is_operator(person):
        raise NoVetter
    people = {person.user_id}
    if adviser is not None:
        people |= set(
            Membership.objects.filter(organisation_id=adviser, user__is_active=True).values_list("user_id", flat=True)
        )
    owned = Provider.objects.filter(organisation__memberships__user_id__in=people).distinct()
    return Vetter(person.user_id, adviser, tuple(business_of(row) for row in owned.prefetch_related("areas")))


def is_operator(person: Person) -> bool:
    """Whether this person keeps the installation."""
    return _is_operator(person)


def business_of(row: Provider) -> Business:
    """The row, as far as it matters for who competes."""
    regions = frozenset({row.municipality, *(area.municipality for area in row.areas.all())} - {""})
    return Business(row.organisation_id, frozenset(row.categories), regions, row.everywhere)


def waiting_for(person: Person) -> Sequence[Waiting]:
    """What waits: applications first, the oldest first; then appeals and claimed marks.

    Raises:
        NoVetter: this person does not vet.
    """
    vetter = vetter_of(person)
    rows = Provider.objects.exclude(state__in=(ProviderState.DRAFT, ProviderState.LEFT))
    rows = rows.select_related("organisation").prefetch_related("areas", "marks", "appeals")
    found = [_waiting(row, vetter) for row in rows]
    return sorted(found, key=lambda one: (not _asks(one), one.since is None, one.since, str(one.provider_id)))


def case_of(person: Person, provider_id: uuid.UUID) -> VettingCase:
    """One provider, with all that was decided about it.

    Raises:
        NoVetter: this person does not vet.
        NoSuchProvider: there is none, or it was not handed in.
    """
    vetter = vetter_of(person)
    found = Provider.objects.filter(id=provider_id).select_related("organisation").prefetch_related(*PARTS_OF_CARD)
    row = found.first()
    if row is None or row.state == ProviderState.DRAFT:
        raise NoSuchProvider
    waits = Appeal.objects.filter(provider=row, answer=None).first()
    return VettingCase(
        card=card_of(row),
        state=ProviderState(row.state),
        submitted_at=row.submitted_at,
        weight=weight_of(vetter, business_of(row)),
        seconds=len(seconds_of(row, None)),
        history=history_of(row.id),
        appeal=OpenAppeal(waits.id, waits.text, waits.at) if waits else None,
    )


class AppealStanding(StrEnum):
    """Whether a provider can appeal now, waits for the answer, had it, or has nothing to appeal against."""

    NONE = "none"
    POSSIBLE = "possible"
    WAITS = "waits"
    ANSWERED = "answered"


def appeal_standing(provider_id: uuid.UUID, state: ProviderState) -> AppealStanding:
    """Where an appeal of this provider against its last decision stands."""
    kind = {ProviderState.REFUSED: VettingKind.APPLICATION, ProviderState.SUSPENDED: VettingKind.SUSPENSION}.get(state)
    about = Vetting.objects.filter(provider_id=provider_id, mark=None, kind=kind, decision=Decision.REFUSED).last()
    if kind is None or about is None:
        return AppealStanding.NONE
    made = Appeal.objects.filter(about=about).first()
    if made is None:
        return AppealStanding.POSSIBLE
    return AppealStanding.WAITS if made.answer_id is None else AppealStanding.ANSWERED


def history_of(provider_id: uuid.UUID) -> Sequence[Past]:
    """All that was decided about a provider, the newest first. For vetters and for the provider itself."""
    rows = Vetting.objects.filter(provider_id=provider_id).select_related("mark", "by_organisation")
    return [
        Past(
            row.id,
            VettingKind(row.kind),
            Decision(row.decision),
            row.mark.mark if row.mark else "",
            row.reason,
            row.by_organisation.name if row.by_organisation else "",
            row.at,
        )
        for row in rows.order_by("-at", "-id")
    ]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, for the letter about it."""

    organisation_id: uuid.UUID
    kind: VettingKind
    decision: Decision
    mark: str
    reason: str


def decided_in(vetting_id: uuid.UUID) -> Decided | None:
    """The decision; None when the provider is gone meanwhile."""
    row = Vetting.objects.filter(id=vetting_id).select_related("provider", "mark").first()
    if row is None:
        return None
    mark = row.mark.mark if row.mark else ""
    return Decided(row.provider.organisation_id, VettingKind(row.kind), Decision(row.decision), mark, row.reason)


def seconds_of(row: Provider, mark: Mark | None) -> Sequence[Voice]:
    """Who said yes to this, while somebody else had to look too: since it was handed in, and since the last decision."""
    found: list[Voice] = []
    kind = VettingKind.MARK if mark else VettingKind.APPLICATION
    for past in Vetting.objects.filter(provider=row, mark=mark, kind=kind).order_by("at", "id"):
        if past.decision != Decision.SECONDED:
            found = []
        elif mark is not None or row.submitted_at is None or past.at >= row.submitted_at:
            found.append(Voice(past.by_id, past.by_organisation_id))
    return found


def _waiting(row: Provider, vetter: Vetter) -> Waiting:
    marks = [mark for mark in row.marks.all() if mark.state == MarkState.CLAIMED]
    return Waiting(
        row.organisation_id,
        row.id,
        row.organisation.name,
        ProviderState(row.state),
        row.submitted_at,
        weight_of(vetter, business_of(row)),
        len(marks),
        any(one.answer_id is None for one in row.appeals.all()),
    )


def _asks(one: Waiting) -> bool:
    return one.state is ProviderState.SUBMITTED or one.has_appeal or bool(one.marks)


def _is_operator(person: Person) -> bool:
    return User.objects.filter(id=person.user_id, is_active=True, is_staff=True).exists()


def _adviser_of(person: Person) -> uuid.UUID | None:
    """The adviser that this person works for; the first by name when there are more."""
    found = Organisation.objects.filter(
        kind=OrganisationKind.ADVISER,
        memberships__user_id=person.user_id,
        memberships__user__is_active=True,
        memberships__role__in=(Role.OWNER, Role.MEMBER),
    )
    return found.order_by("name", "id").values_list("id", flat=True).first()


@dataclass(frozen=True, slots=True)
class Batch:
    """A file that was taken in. `drafts` are its providers that nobody handed in yet: what undoing removes."""

    id: uuid.UUID
    at: datetime
    providers: int
    drafts: int


def recent_imports() -> Sequence[Batch]:
    """The newest ten that were not undone."""
    return [
        Batch(row.id, row.at, row.providers.count(), _drafts(row))
        for row in ProviderImport.objects.filter(undone_at=None).order_by("-at", "-id")[:10]
    ]


def _drafts(row: ProviderImport) -> int:
    return row.providers.filter(state=ProviderState.DRAFT, submitted_at=None).count()
