"""Django's card of this app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail."""

    name = "weerbaar.portal.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
