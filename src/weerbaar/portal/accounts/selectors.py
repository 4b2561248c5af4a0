"""What reads people."""

import uuid
from collections.abc import Iterable, Mapping

from weerbaar.portal.accounts.models import User


def names_of(user_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """What to call these people: their name, else their e-mail address. Who left is not in the answer."""
    rows = User.objects.filter(id__in=set(user_ids)).values_list("id", "name", "email")
    return {user_id: name or email for user_id, name, email in rows}


def muted_letters(user_id: uuid.UUID) -> frozenset[str]:
    """The kinds of letters that a person does not want."""
    user = User.objects.filter(id=user_id).first()
    return frozenset(user.muted_letters) if user else frozenset()


def person_of_address(email: str) -> uuid.UUID | None:
    """Who has this mail address; for commands of operators only."""
    return User.objects.filter(email=email.lower(), is_active=True).values_list("id", flat=True).first()
