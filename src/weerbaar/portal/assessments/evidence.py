"""From what was seen to signals that can answer questions. What could not be determined gives no signal."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.cloud_selectors import cloud_readings_of
from weerbaar.portal.scans.device_selectors import device_reports_of
from weerbaar.portal.scans.target_selectors import latest_results
from weerbaar.questionnaires.answers import Provenance
from weerbaar.questionnaires.cloud_signals import cloud_signals
from weerbaar.questionnaires.device_signals import device_signals
from weerbaar.questionnaires.prefill import Signal
from weerbaar.scanner.checks.check import NOT_DETERMINED
from weerbaar.scanner.checks.device_support import support_list
from weerbaar.scanner.scan.result import ScanResult


def signals_of(view: OrganisationView, now: datetime | None = None) -> tuple[Signal, ...]:
    """All signals of a company: of its scan, its devices and its clouds. Of several domains the first one speaks, since that
    is where its mail and website are; of several devices and clouds the worst.
    """
    now = now or timezone.now()
    results = latest_results(view)
    return (
        *(signals_of_scan(results[0][2]) if results else ()),
        *device_signals(device_reports_of(view, now), now, support_list()),
        *cloud_signals(cloud_readings_of(view, now)),
    )


def signals_of_scan(result: ScanResult) -> Iterator[Signal]:
    """A signal for each finding that says something."""
    for finding in result.findings:
        if finding.outcome != NOT_DETERMINED:
            yield Signal(finding.check, finding.outcome, Provenance.MEASURED, result.started_at)
