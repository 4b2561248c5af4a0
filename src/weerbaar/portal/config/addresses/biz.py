"""The rooms of the investment zone."""

from django.urls import URLPattern, URLResolver

BIZ: list[URLPattern | URLResolver] = []
