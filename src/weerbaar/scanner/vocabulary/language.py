"""The languages that every text for people exists in."""

from enum import StrEnum


class Language(StrEnum):
    """Two-letter codes of ISO 639-1."""

    NL = "nl"
    EN = "en"
