"""Starts a scan for a visitor."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import LinkHolder, Visitor
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.scans import policies, selectors
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.limits import limits
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.enqueue_run import enqueue_run
from weerbaar.portal.scans.services.mark_visitor import mark_visitor
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.language import Language


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a visitor gets: the secret of the private link exists here and in the visitor's browser only."""

    run_id: uuid.UUID
    token: str


def start_scan(
    target: DomainName,
    *,
    actor: Visitor,
    language: Language,
    typed: str = "",
    repeated_by: LinkHolder | None = None,
    now: datetime | None = None,
) -> Receipt:
    """Queue a scan. `typed` says what the visitor wrote instead of a name, if anything else.

    Raises:
        ScanRefused: a limit is reached, or the owner asked us to stay away.
    """
    now, token, limit = now or timezone.now(), new_token(), limits()
    with transaction.atomic():
        mark = mark_visitor(actor, now)
        refused = policies.may_start(target, selectors.tally(target, mark, now), limit)
        if refused:
            raise refused
        run = ScanRun.objects.create(
            token_hash=fingerprint(token),
            target=target.ascii,
            language=language,
            typed=typed,
            queued_at=now,
            expires_at=now + limit.kept,
            requested_from=mark,
        )
        enqueue_run(run.id)
        if repeated_by:
            record_event(ScanEvent.REPEATED, actor=repeated_by, subject_id=run.id)
        else:
            record_event(ScanEvent.STARTED, actor=actor, subject_id=run.id)
    return Receipt(run.id, token)
