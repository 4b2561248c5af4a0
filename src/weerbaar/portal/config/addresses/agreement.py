"""The rooms of agreements from templates, partners' own page and the safety plan."""

from django.urls import URLPattern, URLResolver

AGREEMENT: list[URLPattern | URLResolver] = []
