"""What taking part brought elsewhere, from `arguments.yaml`: only what somebody checked at its source."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "arguments.yaml"


@dataclass(frozen=True, slots=True)
class Argument:
    """A sentence with who says so, where, and when somebody looked."""

    id: str
    text: Texts
    source: str
    url: str
    checked_on: date


@lru_cache(maxsize=1)
def arguments() -> tuple[Argument, ...]:
    """Those that ship with the product, read once.

    Raises:
        InvalidContent: the file is not whole; the error names the line.
    """
    return read_arguments(read_content(FILE))


def read_arguments(content: Content) -> tuple[Argument, ...]:
    """The checked arguments of a file.

    Raises:
        InvalidContent: something is missing, or a source is not named.
    """
    found = []
    for index in range(len(content.at("arguments"))):
        at = ("arguments", index)
        text, source = content.text_pair(*at, "text"), content.at(*at, "source")
        if source not in content.at("sources"):
            raise content.refuse(f"no source {source!r}", *at, "source")
        if content.at(*at, "verified") is True:
            name, url = content.at("sources", source, "name"), content.at("sources", source, "url")
            found.append(Argument(content.at(*at, "id"), text, name, url, content.at("checked_on")))
    return tuple(found)
