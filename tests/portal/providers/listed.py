"""Providers for the tests, in any state, with packages and areas."""

import uuid
from collections.abc import Collection

from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.providers.models import Package, Provider, ProviderArea
from weerbaar.portal.providers.words import ProviderState

MAIL, BACKUP = "ACT-MAILAUTH", "ACT-BACKUP"


def listed(
    name: str = "Noorderzon ICT",
    *,
    does: Collection[str] = (MAIL,),
    serves: Collection[str] = (),
    state: ProviderState = ProviderState.LISTED,
    cents: tuple[int, int] = (40_000, 50_000),
    days: int = 8,
    **fields: object,
) -> Provider:
    """A provider that carries out these actions in these municipalities; everywhere, when none is given."""
    owner = Organisation.objects.create(name=name, kind=OrganisationKind.PROVIDER.value)
    filled = {"municipality": "zwolle", "everywhere": not serves, "languages": ["nl"], **fields}
    row = Provider.objects.create(organisation=owner, state=state.value, **filled)
    for cause in does:
        offer(row, cause, cents=cents, days=days)
    ProviderArea.objects.bulk_create(ProviderArea(provider=row, municipality=key) for key in serves)
    return row


def offer(row: Provider, cause: str, *, cents: tuple[int, int] = (40_000, 50_000), days: int = 8) -> Package:
    """A package of a provider."""
    return Package.objects.create(
        provider=row,
        cause=cause,
        included="Regel zetten, nakijken en uitleggen",
        price_from_cents=cents[0],
        price_to_cents=cents[1],
        lead_days=days,
    )


def ids(rows: Collection[Provider]) -> list[uuid.UUID]:
    """Their ids."""
    return [row.id for row in rows]
