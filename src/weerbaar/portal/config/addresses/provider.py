"""The rooms of a service provider, and the public directory."""

from django.urls import URLPattern, URLResolver

PROVIDER: list[URLPattern | URLResolver] = []
