"""Django's card of this app."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Walk-rounds and their points."""

    name = "weerbaar.portal.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"
