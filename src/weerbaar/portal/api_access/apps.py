"""Django's card of this app."""

from django.apps import AppConfig


class ApiAccessConfig(AppConfig):
    """Tokens and webhooks of providers."""

    name = "weerbaar.portal.api_access"
    label = "api_access"
    default_auto_field = "django.db.models.BigAutoField"
