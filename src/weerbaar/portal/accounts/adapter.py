"""How django-allauth behaves here: no user names, and messages in the language of the page."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from weerbaar.portal.accounts.models import User


def display_name(user: User) -> str:
    """What a person is called on the pages about their account."""
    return user.name or user.email


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Keeps the language in which somebody signed up, so that later mail is written in it."""

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.language = (get_language() or "nl")[:2]
        return super().save_user(request, user, form, commit)

    def render_mail(self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None) -> Any:
        return super().render_mail(template_prefix, email, {**context, "public_url": settings.PUBLIC_URL}, headers)

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People have no user name: their address is the one."""
