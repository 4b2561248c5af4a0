"""The marks that service providers may hold, from `marks.yaml`: whose they are, what they cover, and what they do not say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "marks.yaml"


@dataclass(frozen=True, slots=True)
class KnownMark:
    """One mark. `is_verified`: we read at `source_url` on `checked_on` that it exists; others wait for an operator.

    `categories` are those of providers it says something about; none means that it is about no digital work.
    """

    id: str
    name: Texts
    owner: str
    covers: Texts
    says_not: Texts
    categories: tuple[str, ...]
    is_verified: bool
    checked_on: date | None
    source_url: str


@lru_cache(maxsize=1)
def known_marks() -> Mapping[str, KnownMark]:
    """All of them by id, verified or not.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_marks(read_content(FILE))


def mark_name(mark: str, language: str) -> str:
    """What a mark is called; its id when it is not on the list."""
    found = known_marks().get(mark)
    return found.name[language] if found else mark


def read_marks(content: Content) -> Mapping[str, KnownMark]:
    """What the file says.

    Raises:
        InvalidContent: something is missing, twice there, or of the wrong kind.
    """
    if content.at("schema") != "provider-marks/1":
        raise content.refuse("expected schema provider-marks/1", "schema")
    found: dict[str, KnownMark] = {}
    for at in range(len(content.at("marks"))):
        mark = _mark(content, at)
        if mark.id in found:
            raise content.refuse(f"the id {mark.id!r} is there twice", "marks", at, "id")
        found[mark.id] = mark
    return found


def _mark(content: Content, at: int) -> KnownMark:
    place = ("marks", at)
    row = content.at(*place)
    name, verified = content.at(*place, "id"), content.at(*place, "verified")
    if not isinstance(name, str) or not name.startswith("MK-"):
        raise content.refuse(f"{name!r} is no id of a mark", *place, "id")
    if not isinstance(verified, bool):
        raise content.refuse(f"expected true or false, got {verified!r}", *place, "verified")
    checked_on = row.get("checked_on")
    if verified and not (isinstance(checked_on, date) and "source" in row):
        raise content.refuse("a verified mark needs its source and the day it was read", *place)
    return KnownMark(
        id=name,
        name=content.text_pair(*place, "name"),
        owner=str(content.at(*place, "owner")),
        covers=content.text_pair(*place, "covers"),
        says_not=content.text_pair(*place, "says_not"),
        categories=tuple(str(word) for word in content.at(*place, "categories")),
        is_verified=verified,
        checked_on=checked_on,
        source_url=str(content.at("sources", row["source"], "url")) if "source" in row else "",
    )
