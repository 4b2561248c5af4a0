"""The rooms of figures from outside."""

from django.urls import URLPattern, URLResolver

FIGURES: list[URLPattern | URLResolver] = []
