"""Django's card of this app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, components, texts and static files."""

    name = "weerbaar.portal.web"
    label = "web"
