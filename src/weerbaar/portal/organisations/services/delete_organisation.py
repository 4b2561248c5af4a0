"""Erases a company with everything that belongs to it."""

import uuid

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.events import OrganisationEvent
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.selectors import assert_may_manage


def delete_organisation(organisation_id: uuid.UUID, *, actor: Person) -> None:
    """Domains, results, answers, plan, people's seats and grants go at once, and cannot be brought back.

    Kept are the lines of the audit trail: words and dates without any name, so that it can be shown that the company was
    erased, when, and by whom.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
    """
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        # Whoever adds something that belongs to it right now is done first, or finds it gone.
        Organisation.objects.select_for_update().filter(id=organisation_id).first()
        Organisation.objects.filter(id=organisation_id).delete()
        record_event(
            OrganisationEvent.DELETED, actor=actor, subject_id=organisation_id, organisation_id=organisation_id
        )
