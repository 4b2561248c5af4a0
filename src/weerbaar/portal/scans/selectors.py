"""What reads runs. Nothing here writes, and nothing lists runs of others."""

import json
import statistics
import uuid
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.scans import policies
from weerbaar.portal.scans.errors import NoSuchRun
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.policies import Tally
from weerbaar.portal.scans.progress_notes import ProgressNotes
from weerbaar.portal.scans.states import State
from weerbaar.scanner.vocabulary.domain_name import DomainName

HOUR = timedelta(hours=1)
_USUAL_DURATION_S = 15.0  # until there are runs to learn from


@dataclass(frozen=True, slots=True)
class Measurement:
    """A run as its link holder may see it. `target` is None when the contents are gone."""

    id: uuid.UUID
    state: State
    target: DomainName | None
    typed: str
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    expires_at: datetime
    progress: ProgressNotes
    fault: str


def measurement(holder: LinkHolder) -> Measurement:
    """The run that this link belongs to.

    Raises:
        NoSuchRun: there is none.
    """
    run = run_of(holder)
    return Measurement(
        id=run.id,
        state=State(run.state),
        target=DomainName(run.target) if run.target else None,
        typed=run.typed,
        queued_at=run.queued_at,
        started_at=run.started_at,
        finished_at=run.finished_at,
        expires_at=run.expires_at,
        progress=ProgressNotes.from_json(run.progress),
        fault=run.fault,
    )


def result_document(holder: LinkHolder) -> dict[str, Any]:
    """The stored JSON document of the scanner.

    Raises:
        NoSuchRun: there is no run, or it has no result.
    """
    run = run_of(holder)
    if run.state != State.DONE or run.result is None:
        raise NoSuchRun
    document: dict[str, Any] = json.loads(zlib.decompress(run.result))
    return document


def run_of(holder: LinkHolder) -> ScanRun:
    """The row, for services and selectors of this app only.

    Raises:
        NoSuchRun: no run belongs to this link.
    """
    run = ScanRun.objects.filter(token_hash=fingerprint(holder.token)).first()
    if run is None or not policies.may_see(holder, run):
        raise NoSuchRun
    return run


def waiting_before(run_id: uuid.UUID) -> int:
    """How many runs are to be done before this one."""
    queued = ScanRun.objects.filter(state=State.QUEUED)
    own = queued.filter(id=run_id).first()
    return queued.filter(queued_at__lt=own.queued_at).count() if own else 0


def usual_duration_s() -> float:
    """How long a scan takes here, by the last twenty."""
    ended = ScanRun.objects.filter(state=State.DONE, started_at__isnull=False).order_by("-finished_at")[:20]
    pairs = ended.values_list("started_at", "finished_at")
    durations = [(end - start).total_seconds() for start, end in pairs if start and end]
    return statistics.median(durations) if durations else _USUAL_DURATION_S


def tally(target: DomainName, visitor_mark: str, now: datetime) -> Tally:
    """What `policies.may_start` weighs."""
    by_visitor = ScanRun.objects.filter(requested_from=visitor_mark, queued_at__gt=now - HOUR)
    of_target = ScanRun.objects.filter(target=target.ascii, queued_at__gt=now - HOUR)
    return Tally(
        by_visitor=by_visitor.count(),
        by_visitor_now=by_visitor.filter(state__in=[State.QUEUED, State.RUNNING]).count(),
        visitor_again=_oldest_leaves(by_visitor.order_by("queued_at").first()),
        of_target=of_target.count(),
        target_again=_oldest_leaves(of_target.order_by("queued_at").first()),
        queued=queue_length(),
    )


def _oldest_leaves(oldest: ScanRun | None) -> datetime | None:
    return oldest.queued_at + HOUR if oldest else None


def queue_length() -> int:
    """How many runs wait for a worker."""
    return ScanRun.objects.filter(state=State.QUEUED).count()
