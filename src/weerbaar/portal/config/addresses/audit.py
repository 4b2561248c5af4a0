"""The rooms of the file for the audit."""

from django.urls import URLPattern, URLResolver

AUDIT: list[URLPattern | URLResolver] = []
