"""What reads the devices of an organisation. Every reading starts from an organisation view."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.models import CompanyDevice
from weerbaar.scanner.report.device_report import DeviceReport, read_device_report
from weerbaar.scanner.vocabulary.errors import InvalidDeviceReport

# As long as a measurement stays fresh in the Basisscan: an older report or reading counts no more.
FRESH = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A device of the company. `code_expires_at` is None without a code in force, `report` as long as it has said nothing."""

    id: uuid.UUID
    label: str
    code_expires_at: datetime | None
    report: DeviceReport | None
    received_at: datetime | None
    counts: bool


def devices_of(view: OrganisationView, now: datetime) -> Sequence[DeviceView]:
    """All devices, by name."""
    rows = CompanyDevice.objects.filter(organisation_id=view.id).order_by("label", "id")
    return [_view(row, now) for row in rows]


def device_reports_of(view: OrganisationView, now: datetime) -> Sequence[DeviceReport]:
    """The newest report of each device, as far as it is fresh."""
    return [device.report for device in devices_of(view, now) if device.report is not None and device.counts]


def _view(row: CompanyDevice, now: datetime) -> DeviceView:
    in_force = row.code_hash and row.code_expires_at and row.code_expires_at > now
    report = _report(row, now)
    return DeviceView(
        row.id,
        row.label,
        row.code_expires_at if in_force else None,
        report,
        row.received_at,
        report is not None and report.looked_at > now - FRESH,
    )


def _report(row: CompanyDevice, now: datetime) -> DeviceReport | None:
    """What an older version of the program kept and this one does not understand, is as good as not said."""
    if row.report is None:
        return None
    try:
        return read_device_report(json.dumps(row.report).encode(), max(now, row.received_at or now))
    except InvalidDeviceReport:
        return None
