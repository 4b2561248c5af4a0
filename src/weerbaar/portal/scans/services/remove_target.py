"""Takes a domain off a company's list, with everything that was measured there."""

import uuid

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.scans.errors import NoSuchTarget
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import Target


def remove_target(organisation_id: uuid.UUID, target_id: uuid.UUID, *, actor: Person) -> None:
    """Erase the domain and its results.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        NoSuchTarget: the company has no such domain.
    """
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        gone, _ = Target.objects.filter(organisation_id=organisation_id, id=target_id).delete()
        if not gone:
            raise NoSuchTarget
        record_event(ScanEvent.TARGET_REMOVED, actor=actor, subject_id=target_id, organisation_id=organisation_id)
