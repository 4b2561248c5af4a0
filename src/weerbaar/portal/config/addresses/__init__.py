"""Addresses by room; `config/urls.py` puts them together."""

from django.urls import register_converter

from weerbaar.portal.core.ids import TOKEN_PATTERN


class TokenConverter:
    """The secret part of a private link."""

    regex = TOKEN_PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "token")
