"""The rooms of who keeps the installation."""

from django.urls import URLPattern, URLResolver

STAFF: list[URLPattern | URLResolver] = []
