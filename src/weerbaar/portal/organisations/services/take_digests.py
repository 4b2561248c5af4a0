"""Hands out the companies whose letter of the week is due, each once."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.words import OrganisationKind

# On Monday morning, when the week is planned.
WEEKDAY, FROM_HOUR = 0, 8
_A_WEEK = timedelta(days=6)


def take_digests(now: datetime | None = None) -> Sequence[tuple[uuid.UUID, datetime]]:
    """The companies, each with the moment of its last letter (of its founding, when there was none). Empty on other days."""
    now = now or timezone.now()
    local = timezone.localtime(now)
    if local.weekday() != WEEKDAY or local.hour < FROM_HOUR:
        return []
    due = Organisation.objects.filter(kind=OrganisationKind.COMPANY).filter(
        Q(digest_at__isnull=True) | Q(digest_at__lte=now - _A_WEEK)
    )
    taken = []
    for organisation_id, last, founded in due.values_list("id", "digest_at", "founded_at"):
        mine = Organisation.objects.filter(id=organisation_id, digest_at=last)
        if mine.update(digest_at=now):  # of two schedulers one gets it
            taken.append((organisation_id, last or founded))
    return taken
