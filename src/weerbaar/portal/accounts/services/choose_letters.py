"""Which letters a person does not want."""

import uuid
from collections.abc import Iterable

from django.db import transaction

from weerbaar.portal.accounts.models import User


def choose_letters(user_id: uuid.UUID, *, muted: Iterable[str]) -> None:
    """These kinds are not sent any more, all others are."""
    User.objects.filter(id=user_id).update(muted_letters=sorted(set(muted)))


def mute_letter(user_id: uuid.UUID, kind: str) -> None:
    """This kind is not sent any more. Does nothing when the account is gone."""
    with transaction.atomic():
        user = User.objects.select_for_update().filter(id=user_id).first()
        if user is not None:
            choose_letters(user_id, muted=[*user.muted_letters, kind])
