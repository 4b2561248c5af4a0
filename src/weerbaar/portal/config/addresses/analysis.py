"""The rooms of the safety analysis and what taking part brought."""

from django.urls import URLPattern, URLResolver

ANALYSIS: list[URLPattern | URLResolver] = []
