"""The rooms of meetings."""

from django.urls import URLPattern, URLResolver

MEETING: list[URLPattern | URLResolver] = []
