"""A person by e-mail address, made when there is none: for operators and demonstrations."""

import uuid

from allauth.account.models import EmailAddress
from django.db import transaction

from weerbaar.portal.accounts.models import User


def find_or_make_person(email: str, *, name: str = "", password: str | None = None) -> uuid.UUID:
    """The id of the person. Without a password they choose one by asking for a new one."""
    with transaction.atomic():
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            user = User.objects.create_user(email, password, name=name)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user.id
