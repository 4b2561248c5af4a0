"""Adds and withdraws packages. A changed package is a new one: what companies were shown is never rewritten."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.errors import NoSuchPackage, ProfileRefused
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.models import Package, Provider
from weerbaar.portal.providers.profile import PackageOrder, package_faults
from weerbaar.portal.providers.services.find_provider import provider_to_work_on


def add_package(
    organisation_id: uuid.UUID, order: PackageOrder, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The new package; the one that was there for the same action is withdrawn.

    Raises:
        NoSuchProvider, NotAllowed: not theirs to change.
        ProfileRefused: a field cannot be so.
    """
    faults = package_faults(order)
    if faults:
        raise ProfileRefused(faults)
    with transaction.atomic():
        row = provider_to_work_on(organisation_id, actor)
        package_id = write_package(row, order, now or timezone.now())
        record_event(
            ProviderEvent.PACKAGE_ADDED,
            actor=actor,
            subject_id=package_id,
            organisation_id=organisation_id,
            cause=order.cause,
        )
    return package_id


def withdraw_package(
    organisation_id: uuid.UUID, package_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """Companies do not find it any more; quotes that were sent stay.

    Raises:
        NoSuchProvider, NotAllowed: not theirs to change.
        NoSuchPackage: there is none in force.
    """
    with transaction.atomic():
        row = provider_to_work_on(organisation_id, actor)
        found = Package.objects.filter(provider=row, id=package_id, withdrawn_at=None)
        if not found.update(withdrawn_at=now or timezone.now()):
            raise NoSuchPackage
        record_event(
            ProviderEvent.PACKAGE_WITHDRAWN, actor=actor, subject_id=package_id, organisation_id=organisation_id
        )


def write_package(row: Provider, order: PackageOrder, now: datetime) -> uuid.UUID:
    """Put a package without faults into the table, in the transaction of the caller."""
    Package.objects.filter(provider=row, cause=order.cause, withdrawn_at=None).update(withdrawn_at=now)
    package = Package.objects.create(
        provider=row,
        cause=order.cause,
        included=order.included,
        hours=order.hours,
        price_from_cents=order.price_from_cents,
        price_to_cents=order.price_to_cents,
        lead_days=order.lead_days,
        warranty_days=order.warranty_days,
    )
    return package.id
