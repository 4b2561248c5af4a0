"""Who may do what with a run. To be read by an auditor in five minutes.

Without accounts there are two kinds of people: a visitor, who may start scans within limits, and the holder of a
private link, who may see, repeat and delete the one run that the link belongs to. Nobody can list runs.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.scans.errors import Refusal, ScanRefused
from weerbaar.portal.scans.limits import ScanLimits
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.states import State
from weerbaar.scanner.vocabulary.domain_name import DomainName


@dataclass(frozen=True, slots=True)
class Tally:
    """What was asked in the past hour, by this visitor and of this target, and what waits now.

    `visitor_again` and `target_again` are the moments at which the oldest of these leaves the hour.
    """

    by_visitor: int
    by_visitor_now: int
    visitor_again: datetime | None
    of_target: int
    target_again: datetime | None
    queued: int


def may_start(target: DomainName, tally: Tally, limits: ScanLimits) -> ScanRefused | None:
    """None when a visitor may start a scan of this target, else why not."""
    if limits.opted_out.covers(target):
        return ScanRefused(Refusal.OPTED_OUT)
    if tally.by_visitor >= limits.per_visitor:
        return ScanRefused(Refusal.TOO_MANY_FROM_HERE, tally.visitor_again)
    if tally.by_visitor_now >= limits.at_once_per_visitor:
        return ScanRefused(Refusal.TOO_MANY_AT_ONCE)
    if tally.of_target >= limits.per_target:
        return ScanRefused(Refusal.TOO_MANY_OF_TARGET, tally.target_again)
    if tally.queued >= limits.queue:
        return ScanRefused(Refusal.QUEUE_FULL)
    return None


def may_see(holder: LinkHolder, run: ScanRun) -> bool:
    """The secret of the link is the right to see."""
    return hmac.compare_digest(fingerprint(holder.token), run.token_hash)


def may_delete(holder: LinkHolder, run: ScanRun) -> bool:
    """Who can see a run that has ended, can delete it."""
    return may_see(holder, run) and run.state in {State.DONE, State.FAILED}


def may_repeat(holder: LinkHolder, run: ScanRun, now: datetime, limits: ScanLimits) -> ScanRefused | None:
    """None when this run may be measured again now. A fresh result is not: nothing can have changed in the world."""
    fresh_until = run.finished_at + limits.fresh if run.state == State.DONE and run.finished_at else None
    if fresh_until and now < fresh_until:
        return ScanRefused(Refusal.TOO_SOON, fresh_until)
    return None
