"""The door for programs."""

from django.urls import URLPattern, URLResolver

API: list[URLPattern | URLResolver] = []
