"""Django's card of this app."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Incidents and dangers per plot."""

    name = "weerbaar.portal.incidents"
    label = "incidents"
    default_auto_field = "django.db.models.BigAutoField"
