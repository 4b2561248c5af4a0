"""Django's card of this app."""

from django.apps import AppConfig


class ParksConfig(AppConfig):
    """Areas, who lies on them and who works for them."""

    name = "weerbaar.portal.parks"
    label = "parks"
    default_auto_field = "django.db.models.BigAutoField"
