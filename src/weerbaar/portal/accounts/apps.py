"""Django's card of this app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People."""

    name = "weerbaar.portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
