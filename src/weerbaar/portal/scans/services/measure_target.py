"""Measures a domain of a company: because somebody of the company asks, or because the calendar or a plan does."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER, Actor, Machine, Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.portal.scans.errors import NoSuchTarget, Refusal, ScanRefused
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.limits import limits
from weerbaar.portal.scans.models import ScanRun, Target
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.enqueue_run import enqueue_run
from weerbaar.portal.scans.states import State
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.language import Language

HOUR = timedelta(hours=1)


def measure_target(
    target_id: uuid.UUID, *, actor: Person | Machine, purpose: Purpose, now: datetime | None = None
) -> uuid.UUID:
    """The id of the new run, or of the one that is on its way already.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchTarget: there is no such domain.
        ScanRefused: a limit is reached, or the owner of the domain asked us to stay away.
    """
    now = now or timezone.now()
    with transaction.atomic():
        # With its company locked, so that it is not erased between this look and the new run: the run would be of nobody.
        known = Target.objects.select_related("organisation").select_for_update(of=("organisation",), no_key=True)
        target = known.filter(id=target_id).first()
        if target is None:
            raise NoSuchTarget
        if isinstance(actor, Person):
            assert_may_work(actor, target.organisation_id)
        busy = ScanRun.objects.filter(owned_by=target, state__in=[State.QUEUED, State.RUNNING]).first()
        if busy is not None:
            return busy.id
        _assert_allowed(target, now)
        run = ScanRun.objects.create(
            token_hash=fingerprint(new_token()),
            target=target.domain,
            language=Language.NL.value,
            queued_at=now,
            expires_at=now + limits().kept_for_company,
            owned_by=target,
            purpose=purpose.value,
        )
        enqueue_run(run.id)
        record_event(_word(actor), actor=actor, subject_id=run.id, organisation_id=target.organisation_id)
    return run.id


def _assert_allowed(target: Target, now: datetime) -> None:
    """The same limits of burden on a target as for visitors; a company's own domain is no less busy for being its own."""
    limit, domain = limits(), DomainName(target.domain)
    if limit.opted_out.covers(domain):
        raise ScanRefused(Refusal.OPTED_OUT)
    recent = ScanRun.objects.filter(target=target.domain, queued_at__gt=now - HOUR).order_by("queued_at")
    if recent.count() >= limit.per_target:
        oldest = recent.first()
        raise ScanRefused(Refusal.TOO_MANY_OF_TARGET, oldest.queued_at + HOUR if oldest else None)
    if ScanRun.objects.filter(state=State.QUEUED).count() >= limit.queue:
        raise ScanRefused(Refusal.QUEUE_FULL)


def _word(actor: Actor) -> ScanEvent:
    return ScanEvent.PLANNED if actor is SCHEDULER else ScanEvent.ASKED
