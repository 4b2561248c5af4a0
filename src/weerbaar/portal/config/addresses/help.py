"""A company that looks for help: below the address of the company."""

from django.urls import URLPattern, URLResolver

HELP: list[URLPattern | URLResolver] = []
