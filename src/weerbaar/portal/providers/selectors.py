"""What reads providers: their own people everything, anybody else what is listed."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone

from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.selectors import OrganisationView, organisation_of
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.providers.errors import NoSuchProvider
from weerbaar.portal.providers.mark_selectors import offered_marks
from weerbaar.portal.providers.models import Mark, Package, Provider, ProviderArea, Vetting
from weerbaar.portal.providers.profile import Profile
from weerbaar.portal.providers.words import Decision, MarkState, ProviderState

# What hangs on a provider and is shown with it, in the order in which it is shown.
_MARKS = (
    Prefetch("marks", Mark.objects.exclude(state=MarkState.WITHDRAWN.value).order_by("mark", "id")),
    Prefetch("marks__vettings", Vetting.objects.select_related("by_organisation").order_by("at", "id")),
)
PARTS_OF_CARD = (
    Prefetch("areas", ProviderArea.objects.order_by("municipality")),
    Prefetch("packages", Package.objects.filter(withdrawn_at=None).order_by("cause", "id")),
    *_MARKS,
)
# In a list of many, where nobody reads all that each of them does and where.
_PARTS_IN_LIST = (Prefetch("areas", ProviderArea.objects.none()), Prefetch("packages", Package.objects.none()), *_MARKS)


@dataclass(frozen=True, slots=True)
class PackageView:
    """Work of a fixed scope for one action. Money is in euro cents without VAT; equal ends are one price."""

    id: uuid.UUID
    cause: str
    included: str
    hours: str
    price_from_cents: int
    price_to_cents: int
    lead_days: int
    warranty_days: int


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark. `is_expired` follows from its last day. `checked_by` is the adviser that looked; empty for an operator."""

    id: uuid.UUID
    mark: str
    holder: str
    scope: str
    number: str
    valid_until: date | None
    register_url: str
    state: MarkState
    checked_on: date | None
    is_expired: bool
    checked_by: str = ""


@dataclass(frozen=True)
class ProviderCard:
    """What anybody may read of a listed provider."""

    id: uuid.UUID
    organisation_id: uuid.UUID
    name: str
    about: str
    website: str
    email: str
    phone: str
    municipality: str
    everywhere: bool
    areas: Sequence[str]
    categories: Sequence[str]
    sectors: Sequence[str]
    sizes: Sequence[str]
    languages: Sequence[str]
    packages: Sequence[PackageView]
    marks: Sequence[MarkView]


@dataclass(frozen=True)
class ProviderView:
    """A provider as its own people see it."""

    organisation: OrganisationView
    state: ProviderState
    listed_at: datetime | None
    card: ProviderCard

    @property
    def id(self) -> uuid.UUID:
        """The id of the provider, which is not that of its organisation."""
        return self.card.id


def provider_of(person: Person, organisation_id: uuid.UUID) -> ProviderView:
    """The provider, for somebody who belongs to it.

    Raises:
        NoSuchProvider: there is none, or this person does not belong to it.
    """
    try:
        organisation = organisation_of(person, organisation_id)
    except NoSuchOrganisation as error:
        raise NoSuchProvider from error
    row = (
        Provider.objects.filter(organisation_id=organisation_id)
        .select_related("organisation")
        .prefetch_related(*PARTS_OF_CARD)
        .first()
    )
    if row is None or organisation.kind is not OrganisationKind.PROVIDER:
        raise NoSuchProvider
    return ProviderView(organisation, ProviderState(row.state), row.listed_at, card_of(row))


def listed_provider(provider_id: uuid.UUID) -> ProviderCard:
    """What anybody may read of it.

    Raises:
        NoSuchProvider: there is none, or it is not listed (any more).
    """
    found = listed_providers([provider_id]).get(provider_id)
    if found is None:
        raise NoSuchProvider
    return found


def listed_providers(provider_ids: Collection[uuid.UUID], *, in_list: bool = False) -> Mapping[uuid.UUID, ProviderCard]:
    """Of these, what is listed, by id; `in_list` without their packages and municipalities."""
    rows = Provider.objects.filter(id__in=list(provider_ids), state=ProviderState.LISTED.value)
    parts = _PARTS_IN_LIST if in_list else PARTS_OF_CARD
    shown = offered_marks()
    return {
        row.id: _without_unknown(card_of(row), shown)
        for row in rows.select_related("organisation").prefetch_related(*parts)
    }


def is_listed(provider_id: uuid.UUID) -> bool:
    """Whether it is found and receives requests now."""
    return Provider.objects.filter(id=provider_id, state=ProviderState.LISTED.value).exists()


def card_of(row: Provider) -> ProviderCard:
    """The card of a row, for this app only."""
    return ProviderCard(
        id=row.id,
        organisation_id=row.organisation_id,
        name=row.organisation.name,
        about=row.about,
        website=row.website,
        email=row.email,
        phone=row.phone,
        municipality=row.municipality,
        everywhere=row.everywhere,
        areas=[area.municipality for area in row.areas.all()],
        categories=list(row.categories),
        sectors=list(row.sectors),
        sizes=list(row.sizes),
        languages=list(row.languages),
        packages=[package_view(one) for one in row.packages.all()],
        marks=[_mark(one) for one in row.marks.all()],
    )


def package_view(row: Package) -> PackageView:
    """The view of a row, for this app only."""
    return PackageView(
        row.id,
        row.cause,
        row.included,
        f"{row.hours.normalize():f}" if row.hours is not None else "",
        row.price_from_cents,
        row.price_to_cents,
        row.lead_days,
        row.warranty_days,
    )


def _mark(row: Mark) -> MarkView:
    return MarkView(
        row.id,
        row.mark,
        row.holder,
        row.scope,
        row.number,
        row.valid_until,
        row.register_url,
        MarkState(row.state),
        row.checked_on,
        row.valid_until is not None and row.valid_until < timezone.localdate(),
        _checked_by(row),
    )


def _checked_by(row: Mark) -> str:
    found = [one.by_organisation for one in row.vettings.all() if one.decision == Decision.APPROVED]
    return found[-1].name if found and found[-1] else ""


def _without_unknown(card: ProviderCard, shown: Collection[str]) -> ProviderCard:
    """People see only marks of which somebody read that they exist."""
    return replace(card, marks=[mark for mark in card.marks if mark.mark in shown])


def offered_causes() -> Sequence[str]:
    """The keys of all actions that some listed provider carries out."""
    rows = Package.objects.filter(withdrawn_at=None, provider__state=ProviderState.LISTED.value)
    return list(rows.order_by("cause").values_list("cause", flat=True).distinct())


def profile_of_row(row: Provider) -> Profile:
    """What a row says of itself, for services of this app."""
    return Profile(
        about=row.about,
        website=row.website,
        email=row.email,
        phone=row.phone,
        municipality=row.municipality,
        everywhere=row.everywhere,
        areas=tuple(row.areas.order_by("municipality").values_list("municipality", flat=True)),
        categories=tuple(sorted(row.categories)),
        sectors=tuple(sorted(row.sectors)),
        sizes=tuple(sorted(row.sizes)),
        languages=tuple(sorted(row.languages)),
    )
