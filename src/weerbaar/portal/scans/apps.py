"""Django's card of this app."""

from django.apps import AppConfig


class ScansConfig(AppConfig):
    """Scans."""

    name = "weerbaar.portal.scans"
    label = "scans"
    default_auto_field = "django.db.models.BigAutoField"
