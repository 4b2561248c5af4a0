"""Notes that a domain belongs to a company, says the company."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.scans.errors import TargetFault, TargetRefused
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import Target
from weerbaar.scanner.vocabulary.domain_name import DomainName

# A company with more names than this is better served by an import than by a form.
MOST = 25


def add_target(
    organisation_id: uuid.UUID, domain: DomainName, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the new target.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        TargetRefused: it has this domain already, or too many.
    """
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        targets = Target.objects.filter(organisation_id=organisation_id)
        if targets.filter(domain=domain.ascii).exists():
            raise TargetRefused(TargetFault.ALREADY_THERE)
        if targets.count() >= MOST:
            raise TargetRefused(TargetFault.TOO_MANY)
        row = Target.objects.create(
            organisation_id=organisation_id, domain=domain.ascii, added_at=now or timezone.now()
        )
        record_event(ScanEvent.TARGET_ADDED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return row.id
