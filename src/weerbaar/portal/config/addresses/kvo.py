"""The rooms of a KVO trajectory."""

from django.urls import URLPattern, URLResolver

KVO: list[URLPattern | URLResolver] = []
