"""Django's card of this app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Surveys among companies."""

    name = "weerbaar.portal.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"
