"""Django's card of this app."""

from django.apps import AppConfig


class JointPurchasesConfig(AppConfig):
    """Buying together."""

    name = "weerbaar.portal.joint_purchases"
    label = "joint_purchases"
    default_auto_field = "django.db.models.BigAutoField"
