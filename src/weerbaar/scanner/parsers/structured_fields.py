"""Structured field values for HTTP (RFC 9651, September 2024): dictionaries and items, as far as our checks read them.

Parameters are read and left out. A field that does not follow the grammar is ignored as a whole (section 4.2).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from weerbaar.scanner.parsers.malformed import Malformed

TOKEN, STRING, OTHER = "token", "string", "other"
# Section 4.2.3.1: the first character tells which one it is. No two neighbours can match the same character.
_BARE_ITEMS = (
    (TOKEN, re.compile(r"[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*")),
    (STRING, re.compile(r'"(?:[ !#-\[\]-~]|\\["\\])*"')),
    (OTHER, re.compile(r"-?[0-9]{1,12}\.[0-9]{1,3}(?![0-9])|-?[0-9]{1,15}(?![0-9.])")),
    (OTHER, re.compile(r":[A-Za-z0-9+/=]*:")),
    (OTHER, re.compile(r"\?[01]")),
    (OTHER, re.compile(r"@-?[0-9]{1,15}")),
    (OTHER, re.compile(r'%"(?:[ !#$&-~]|%[0-9a-f]{2})*"')),
)
_KEY = re.compile(r"[a-z*][a-z0-9_.*-]*")
_SPACES = re.compile(r" *")
_BLANKS = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Item:
    """A bare item: `kind` is token, string or other, `value` its text, without the quotes of a string."""

    kind: str
    value: str


Member = Item | tuple[Item, ...]
_TRUE = Item(OTHER, "?1")


def parse_dictionary(values: Iterable[str]) -> Mapping[str, Member] | Malformed:
    """The members of a dictionary, by key; of two with one key the last counts. An inner list becomes a tuple."""
    reader = _Reader(", ".join(values))
    try:
        return reader.dictionary()
    except _Trouble:
        return Malformed(reader.rest()[:100], reader.at, "not-a-dictionary")


def parse_item(values: Iterable[str]) -> Item | Malformed:
    """The one item of a field. Two fields of one name make a list, which is no item."""
    reader = _Reader(", ".join(values))
    try:
        return reader.only_item()
    except _Trouble:
        return Malformed(reader.rest()[:100], reader.at, "not-an-item")


class _Trouble(Exception):
    """The text leaves the grammar at `_Reader.at`."""


class _Reader:
    """Reads one text from left to right; `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.at = 0

    def rest(self) -> str:
        return self._text[self.at :]

    def dictionary(self) -> dict[str, Member]:
        members: dict[str, Member] = {}
        self._match(_SPACES)
        while self.at < len(self._text):
            key = self._match(_KEY)
            members.pop(key, None)
            members[key] = self._member() if self._take("=") else _TRUE
            self._parameters()
            self._match(_BLANKS)
            if self.at == len(self._text):
                break
            self._demand(",")
            self._match(_BLANKS)
            if self.at == len(self._text):  # a comma at the end
                raise _Trouble
        return members

    def only_item(self) -> Item:
        self._match(_SPACES)
        item = self._bare_item()
        self._parameters()
        self._match(_SPACES)
        if self.at < len(self._text):
            raise _Trouble
        return item

    def _member(self) -> Member:
        if not self._take("("):
            return self._bare_item()
        items: list[Item] = []
        while True:
            self._match(_SPACES)
            if self._take(")"):
                return tuple(items)
            items.append(self._bare_item())
            self._parameters()
            if self._peek() not in (" ", ")"):
                raise _Trouble

    def _parameters(self) -> None:
        while self._take(";"):
            self._match(_SPACES)
            self._match(_KEY)
            if self._take("="):
                self._bare_item()

    def _bare_item(self) -> Item:
        for kind, pattern in _BARE_ITEMS:
            if found := pattern.match(self._text, self.at):
                self.at = found.end()
                text = found[0]
                return Item(kind, re.sub(r"\\(.)", r"\1", text[1:-1]) if kind is STRING else text)
        raise _Trouble

    def _peek(self) -> str:
        return self._text[self.at : self.at + 1]

    def _take(self, character: str) -> bool:
        if self._peek() != character:
            return False
        self.at += 1
        return True

    def _demand(self, character: str) -> None:
        if not self._take(character):
            raise _Trouble

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self.at)
        if found is None:
            raise _Trouble
        self.at = found.end()
        return found[0]
