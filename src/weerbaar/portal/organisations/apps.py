"""Django's card of this app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Companies and other organisations."""

    name = "weerbaar.portal.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
