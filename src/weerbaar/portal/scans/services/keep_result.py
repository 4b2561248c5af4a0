"""Takes the result behind a private link over into a company."""

import uuid

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import LinkHolder, Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.scans.errors import NoSuchRun
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.limits import limits
from weerbaar.portal.scans.models import ScanRun, Target
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.selectors import run_of
from weerbaar.portal.scans.services.follow_run import follow_run
from weerbaar.portal.scans.states import State


def keep_result(organisation_id: uuid.UUID, holder: LinkHolder, *, actor: Person) -> uuid.UUID:
    """The id of the target. A copy: the link lives its own life, until its days are over or its holder deletes it.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        NoSuchRun: the link belongs to nothing, or its result is not there (yet or any more).
    """
    now = timezone.now()
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        run = run_of(holder)
        if run.state != State.DONE or run.result is None:
            raise NoSuchRun
        target, _ = Target.objects.get_or_create(
            organisation_id=organisation_id, domain=run.target, defaults={"added_at": now}
        )
        kept = ScanRun.objects.create(
            token_hash=fingerprint(new_token()),
            target=run.target,
            language=run.language,
            state=State.DONE.value,
            queued_at=run.queued_at,
            started_at=run.started_at,
            finished_at=run.finished_at,
            expires_at=now + limits().kept_for_company,
            result=run.result,
            owned_by=target,
            purpose=Purpose.KEPT.value,
        )
        record_event(ScanEvent.KEPT, actor=actor, subject_id=kept.id, organisation_id=organisation_id)
        follow_run(kept.id)
    return target.id
