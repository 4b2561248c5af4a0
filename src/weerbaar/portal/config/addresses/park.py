"""The rooms of an area."""

from django.urls import URLPattern, URLResolver

PARK: list[URLPattern | URLResolver] = []
