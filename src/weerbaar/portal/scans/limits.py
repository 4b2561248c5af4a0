"""How much may be asked, of us and of a target. All of it can be set; see docs/reference/settings.md."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from weerbaar.scanner.probes.doors.settings import opt_out_of
from weerbaar.scanner.vocabulary.opt_out import OptOut


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """Counts are per hour where the name does not say otherwise.

    `opted_out` are names whose owners asked us to stay away, of `WEERBAAR_OPTED_OUT` and of the file `WEERBAAR_OPT_OUT`.
    `silence` is how long a worker may give no sign of life before its run goes to another.
    """

    per_visitor: int
    at_once_per_visitor: int
    per_target: int
    queue: int
    fresh: timedelta
    kept: timedelta
    kept_for_company: timedelta
    tombstone: timedelta
    timeout_s: float
    beat_s: float
    silence: timedelta
    attempts: int
    opted_out: OptOut


def limits() -> ScanLimits:
    """The limits in force, from Django's settings."""
    return ScanLimits(
        per_visitor=settings.SCANS_PER_VISITOR_PER_HOUR,
        at_once_per_visitor=settings.SCANS_AT_ONCE_PER_VISITOR,
        per_target=settings.SCANS_PER_TARGET_PER_HOUR,
        queue=settings.SCAN_QUEUE_LIMIT,
        fresh=timedelta(minutes=settings.SCAN_FRESH_MINUTES),
        kept=timedelta(days=settings.SCAN_KEPT_DAYS),
        kept_for_company=timedelta(days=settings.SCAN_KEPT_FOR_COMPANY_DAYS),
        tombstone=timedelta(days=settings.SCAN_TOMBSTONE_DAYS),
        timeout_s=settings.SCAN_TIMEOUT_S,
        beat_s=settings.SCAN_BEAT_S,
        silence=timedelta(seconds=settings.SCAN_SILENCE_S),
        attempts=settings.SCAN_ATTEMPTS,
        opted_out=OptOut(frozenset(settings.SCAN_OPTED_OUT) | opt_out_of().names),
    )
