"""What reads the connected clouds of an organisation. Every reading starts from an organisation view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.connectors.vendors import vendor_of
from weerbaar.portal.scans.connectors.words import CloudFault, CloudPart, CloudVendor, Silence
from weerbaar.portal.scans.device_selectors import FRESH
from weerbaar.portal.scans.models import CloudConnection
from weerbaar.questionnaires.cloud_signals import CloudFacts


@dataclass(frozen=True, slots=True)
class CloudView:
    """One vendor, as this company stands to it. `offered` tells whether this installation is known there.

    `connected_at` is None without a connection; `ended` when there was one and the agreement has ended at the vendor.
    """

    vendor: CloudVendor
    offered: bool
    connected_at: datetime | None = None
    read_at: datetime | None = None
    busy: bool = False
    ended: bool = False
    fault: CloudFault | None = None
    facts: CloudFacts = field(default_factory=CloudFacts)
    silent: Mapping[CloudPart, Silence] = field(default_factory=dict)


def clouds_of(view: OrganisationView) -> Sequence[CloudView]:
    """Every vendor, connected or not."""
    rows = {row.vendor: row for row in CloudConnection.objects.filter(organisation_id=view.id)}
    return [_view(vendor, rows.get(vendor.value)) for vendor in CloudVendor]


def cloud_readings_of(view: OrganisationView, now: datetime) -> Sequence[tuple[CloudFacts, datetime]]:
    """What each connected cloud told last, and when, as far as it is fresh."""
    rows = CloudConnection.objects.filter(organisation_id=view.id, read_at__gt=now - FRESH).order_by("vendor")
    return [(CloudFacts.from_json(row.facts), row.read_at) for row in rows if row.read_at is not None]


def _view(vendor: CloudVendor, row: CloudConnection | None) -> CloudView:
    offered = vendor_of(vendor).is_set_up
    if row is None:
        return CloudView(vendor, offered)
    return CloudView(
        vendor,
        offered,
        row.connected_at,
        row.read_at,
        row.busy,
        not row.sealed,
        CloudFault(row.fault) if row.fault else None,
        CloudFacts.from_json(row.facts),
        {CloudPart(part): Silence(why) for part, why in row.silent.items()},
    )
