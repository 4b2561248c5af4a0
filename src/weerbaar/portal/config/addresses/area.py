"""The rooms of the map, establishments and facilities of an area."""

from django.urls import URLPattern, URLResolver

AREA: list[URLPattern | URLResolver] = []
