"""Changes what a provider says of itself."""

import uuid

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.errors import Fault, ProfileRefused
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.models import Provider, ProviderArea
from weerbaar.portal.providers.profile import Profile, missing_for_vetting, profile_faults
from weerbaar.portal.providers.selectors import profile_of_row
from weerbaar.portal.providers.services.find_provider import provider_to_work_on
from weerbaar.portal.providers.words import ProviderState

_FIXED = frozenset({ProviderState.SUBMITTED, ProviderState.LISTED, ProviderState.SUSPENDED})


def change_profile(organisation_id: uuid.UUID, profile: Profile, *, actor: Person) -> None:
    """Write it down. While somebody looks at it, and once companies find it, it stays whole.

    Raises:
        NoSuchProvider, NotAllowed: not theirs to change.
        ProfileRefused: a field cannot be so.
    """
    faults = dict(profile_faults(profile))
    with transaction.atomic():
        row = provider_to_work_on(organisation_id, actor)
        if ProviderState(row.state) in _FIXED:
            faults = {**dict.fromkeys(missing_for_vetting(profile), Fault.MISSING), **faults}
        if faults:
            raise ProfileRefused(faults)
        if profile == profile_of_row(row):
            return
        write_profile(row, profile)
        record_event(ProviderEvent.CHANGED, actor=actor, subject_id=row.id, organisation_id=organisation_id)


def write_profile(row: Provider, profile: Profile) -> None:
    """Put a profile without faults into the tables, in the transaction of the caller."""
    row.about, row.website, row.email, row.phone = profile.about, profile.website, profile.email, profile.phone
    row.municipality, row.everywhere = profile.municipality, profile.everywhere
    row.categories, row.sectors = sorted(profile.categories), sorted(profile.sectors)
    row.sizes, row.languages = sorted(profile.sizes), sorted(profile.languages)
    row.save()
    ProviderArea.objects.filter(provider=row).exclude(municipality__in=profile.areas).delete()
    there = set(ProviderArea.objects.filter(provider=row).values_list("municipality", flat=True))
    ProviderArea.objects.bulk_create(
        ProviderArea(provider=row, municipality=key) for key in sorted(set(profile.areas) - there)
    )
