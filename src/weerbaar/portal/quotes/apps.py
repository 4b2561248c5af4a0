"""Django's card of this app."""

from django.apps import AppConfig


class QuotesConfig(AppConfig):
    """Requests, quotes and work orders."""

    name = "weerbaar.portal.quotes"
    label = "quotes"
    default_auto_field = "django.db.models.BigAutoField"
