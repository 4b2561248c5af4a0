"""The rooms of surveys."""

from django.urls import URLPattern, URLResolver

SURVEY: list[URLPattern | URLResolver] = []
