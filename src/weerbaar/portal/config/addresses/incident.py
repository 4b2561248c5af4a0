"""The rooms of incidents and dangers per plot."""

from django.urls import URLPattern, URLResolver

INCIDENT: list[URLPattern | URLResolver] = []
