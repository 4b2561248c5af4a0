"""Django's card of this app."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """Audits and certificates."""

    name = "weerbaar.portal.audits"
    label = "audits"
    default_auto_field = "django.db.models.BigAutoField"
