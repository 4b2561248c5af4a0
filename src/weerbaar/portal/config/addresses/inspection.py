"""The rooms of walk-rounds and points."""

from django.urls import URLPattern, URLResolver

INSPECTION: list[URLPattern | URLResolver] = []
