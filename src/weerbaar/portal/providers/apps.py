"""Django's card of this app."""

from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    """Service providers, their packages and marks."""

    name = "weerbaar.portal.providers"
    label = "providers"
    default_auto_field = "django.db.models.BigAutoField"
