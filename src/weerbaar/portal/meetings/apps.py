"""Django's card of this app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings and their decisions."""

    name = "weerbaar.portal.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
