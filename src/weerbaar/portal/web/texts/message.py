"""A text and its translation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """`text` as it stands in the code; `plural` is empty when the text has one form."""

    text: str
    plural: str = ""


# The translations of each message: one, or one per plural form of the language.
Translations = dict[Message, tuple[str, ...]]
