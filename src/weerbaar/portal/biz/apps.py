"""Django's card of this app."""

from django.apps import AppConfig


class BizConfig(AppConfig):
    """The investment zone of an area."""

    name = "weerbaar.portal.biz"
    label = "biz"
    default_auto_field = "django.db.models.BigAutoField"
