"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class EditionState(StrEnum):
    """An edition that is ADOPTED says what it says: nothing of it changes any more."""

    DRAFT = "draft"
    ADOPTED = "adopted"
