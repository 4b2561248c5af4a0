"""Django's card of this app."""

from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    """Plans, actions and hand-overs to suppliers."""

    name = "weerbaar.portal.action_plans"
    label = "action_plans"
    default_auto_field = "django.db.models.BigAutoField"
