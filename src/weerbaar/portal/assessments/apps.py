"""Django's card of this app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Answers and scores."""

    name = "weerbaar.portal.assessments"
    label = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
