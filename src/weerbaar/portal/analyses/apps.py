"""Django's card of this app."""

from django.apps import AppConfig


class AnalysesConfig(AppConfig):
    """The safety analysis."""

    name = "weerbaar.portal.analyses"
    label = "analyses"
    default_auto_field = "django.db.models.BigAutoField"
