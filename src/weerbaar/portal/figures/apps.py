"""Django's card of this app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Figures from outside."""

    name = "weerbaar.portal.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
