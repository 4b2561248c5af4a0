"""From what was seen to signals that can answer questions. What could not be determined gives no signal."""

from collections.abc import Iterator

from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.target_selectors import latest_results
from weerbaar.questionnaires.answers import Provenance
from weerbaar.questionnaires.prefill import Signal
from weerbaar.scanner.checks.check import NOT_DETERMINED
from weerbaar.scanner.scan.result import ScanResult


def signals_of(view: OrganisationView) -> tuple[Signal, ...]:
    """All signals of a company. Of several domains the first one speaks: that is where its mail and website are."""
    results = latest_results(view)
    return tuple(signals_of_scan(results[0][2])) if results else ()


def signals_of_scan(result: ScanResult) -> Iterator[Signal]:
    """A signal for each finding that says something."""
    for finding in result.findings:
        if finding.outcome != NOT_DETERMINED:
            yield Signal(finding.check, finding.outcome, Provenance.MEASURED, result.started_at)
