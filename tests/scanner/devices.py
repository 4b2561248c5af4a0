"""Devices for tests: one that is in order, and changes to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from weerbaar.scanner.facts.device import (
    Device,
    Extent,
    MalwareProtection,
    OperatingSystem,
    Product,
    ScreenLock,
    UpdatesWaiting,
)
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.report.device_report import DeviceReport, Origin

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = datetime(2026, 11, 24, tzinfo=UTC)


def days_ago(days: int) -> datetime:
    """A whole day, so many days before today."""
    return TODAY - timedelta(days=days)


def seen(value: Any, source: str = "a program") -> Observed[Any]:
    return Observed(value, NOW, source)


def hidden(reason: Reason = Reason.NOT_PERMITTED) -> Unobserved:
    return Unobserved(reason, "a program")


GOOD = Device(
    system=seen(OperatingSystem(Product.UBUNTU, "24.04"), "os-release"),
    last_update=seen(days_ago(3)),
    updates_waiting=seen(UpdatesWaiting(4, 0, days_ago(0))),
    automatic_updates=seen(True),
    disk_encryption=seen(Extent.ALL),
    firewall=seen(Extent.ALL),
    screen_lock=seen(ScreenLock(300)),
    malware_protection=seen(MalwareProtection(Extent.ALL, True, days_ago(1))),
    everyday_administrator=seen(False),
    last_backup=seen(days_ago(1)),
)
UNKNOWN = Device(**{name: hidden() for name in Device.__slots__})


def device(**changes: Any) -> Device:
    """The good device with other observations; a plain value is taken as seen."""
    made = {
        name: value if isinstance(value, (Observed, Unobserved)) else seen(value) for name, value in changes.items()
    }
    return replace(GOOD, **made)


def report_of(subject: Device = GOOD, looked_at: datetime = NOW) -> DeviceReport:
    return DeviceReport(looked_at, Origin.WEERBAAR, "0.1.0", subject)
