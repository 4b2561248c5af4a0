"""Erases a person's account."""

import uuid

from weerbaar.portal.accounts.models import User


def delete_person(user_id: uuid.UUID) -> None:
    """The account, its keys and its seats; sessions of it open nothing any more. What the person did stays, without a name."""
    User.objects.filter(id=user_id).delete()
