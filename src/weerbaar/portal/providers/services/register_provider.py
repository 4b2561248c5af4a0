"""Begins a provider: an organisation of its own kind with an empty profile; who does so becomes its owner."""

import uuid

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails, found_organisation
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.models import Provider


def register_provider(details: OrganisationDetails, *, actor: Person) -> uuid.UUID:
    """The id of the new organisation. Nobody finds it before it was vetted."""
    with transaction.atomic():
        organisation_id = found_organisation(details, actor=actor, kind=OrganisationKind.PROVIDER)
        row = Provider.objects.create(organisation_id=organisation_id, municipality=details.municipality)
        record_event(ProviderEvent.REGISTERED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return organisation_id
