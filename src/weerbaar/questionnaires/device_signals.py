"""From reports about devices to signals for the questions: what all devices that were looked at say together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from weerbaar.questionnaires.answers import Provenance
from weerbaar.questionnaires.prefill import Signal
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.checks.device_outcomes import OUTCOMES, judge_device, status_of
from weerbaar.scanner.checks.device_support import SupportList
from weerbaar.scanner.report.device_report import DeviceReport
from weerbaar.scanner.vocabulary.status import Status

# Some devices are in order and some are not.
MIXED = "mixed"
_TELLING = (Status.PASS, Status.FAIL)


def device_signal_values() -> Mapping[str, frozenset[str]]:
    """Every signal about devices and the values it can have."""
    return {
        signal: frozenset({MIXED, *(name for name, outcome in outcomes.items() if outcome.status in _TELLING)})
        for signal, outcomes in OUTCOMES.items()
    }


def device_signals(reports: Iterable[DeviceReport], now: datetime, support: SupportList) -> list[Signal]:
    """At most one signal of each name, MEASURED. `reports` holds one for each device.

    Where all devices are in order, or none is, the value is the outcome of the worst one; else MIXED. A device of which
    something is unknown says nothing about it. The moment is that of the oldest report that counts.
    """
    said: dict[str, list[tuple[Finding, datetime]]] = defaultdict(list)
    for report in reports:
        for finding in judge_device(report.device, now, support):
            if status_of(finding).status in _TELLING:
                said[finding.check].append((finding, report.looked_at))
    return [
        Signal(
            name,
            _together([finding for finding, _ in said[name]]),
            Provenance.MEASURED,
            min(at for _, at in said[name]),
        )
        for name in OUTCOMES
        if name in said
    ]


def _together(findings: list[Finding]) -> str:
    if len({status_of(finding).status for finding in findings}) > 1:
        return MIXED
    order = list(OUTCOMES[findings[0].check])
    return max((finding.outcome for finding in findings), key=order.index)
