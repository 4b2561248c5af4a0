"""Django's card of this app."""

from django.apps import AppConfig


class TrajectoriesConfig(AppConfig):
    """Trajectories of the KVO."""

    name = "weerbaar.portal.trajectories"
    label = "trajectories"
    default_auto_field = "django.db.models.BigAutoField"
