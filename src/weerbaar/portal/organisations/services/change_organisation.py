"""Changes what is known of an organisation."""

import uuid

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.events import OrganisationEvent
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.organisations.services.found_organisation import OrganisationDetails


def change_organisation(organisation_id: uuid.UUID, details: OrganisationDetails, *, actor: Person) -> None:
    """Write the details down.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of it.
    """
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        Organisation.objects.filter(id=organisation_id).update(
            name=details.name,
            kvk_number=details.kvk_number,
            sector=details.sector,
            size=details.size.value,
            place=details.place,
            park=details.park,
            municipality=details.municipality,
        )
        record_event(
            OrganisationEvent.CHANGED, actor=actor, subject_id=organisation_id, organisation_id=organisation_id
        )
