"""Tells the floors above that a company's clouds or devices told something new."""

import uuid

from django.conf import settings
from django.utils.module_loading import import_string


def follow_evidence(organisation_id: uuid.UUID) -> None:
    """Make a task of every follower, inside the transaction that keeps what was told."""
    for path in settings.EVIDENCE_FOLLOWERS:
        import_string(path).enqueue(str(organisation_id))
