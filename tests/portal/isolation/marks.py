"""Marks: texts that occur once in the world of the tests, so that whoever reads one, has seen the field that it stands in."""

import io
import re
import secrets
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any
from urllib.parse import unquote

from django.core.mail import EmailMessage
from pypdf import PdfReader

# Neither vowels nor letters that a typesetter joins (fi, fl), so that a mark is one word on paper too.
_LETTERS = "bcdghjkmnprstvwxz2345679"
MARK = re.compile(rf"zq[{_LETTERS}]{{8}}qz")


class Field(StrEnum):
    """Where a mark stands."""

    ID = "id of the company"
    NAME = "name of the company"
    ABOUT = "place or park"
    PERSON = "name or address of a person"
    SEAT = "address of somebody invited"
    DOMAIN = "domain name"
    ANSWER = "reason or document of an answer"
    CARD = "emergency card"
    DEVICE = "name of a device"
    PURPOSE = "purpose of a grant"
    HANDOVER = "supplier and message of a hand-over"
    MESSAGE = "message about a task"
    DECISION = "reason or evidence of a task"
    SURVEY = "name of a survey"
    KVO = "paper or measure of a trajectory"
    MEETING = "place of a meeting"
    SCAN = "signed scan of an area"
    TOKEN = "secret of a link"
    PROFILE = "what a provider tells of itself"
    REQUEST = "message, question or answer of a request"
    QUOTE = "conditions or scope of a quote"
    ORDER = "what two sides say about ordered work"
    ACCESS = "name of a key, or address of a provider's system"
    REPORT = "what a company told its area of an incident"
    DANGER = "digital incident or hazardous goods of a company"
    PLOT = "water and fire on an area, or what it did about a report"
    PURCHASE = "message or offer of a joint purchase, or what is shared"


@dataclass(frozen=True)
class Mark:
    """A text, where it stands, and of which company; `of` is the person, grant, hand-over or link where that matters."""

    text: str
    where: Field
    company: str
    of: str = ""

    def __str__(self) -> str:
        return f"{self.where} of {self.company or 'nobody'} {self.of}".strip()


@dataclass
class Marks:
    """All marks that were given out."""

    chance: Random
    known: dict[str, Mark] = field(default_factory=dict)

    def new(self, where: Field, company: str, of: str = "") -> str:
        """A text that nobody else has."""
        text = "zq" + "".join(self.chance.choice(_LETTERS) for _ in range(8)) + "qz"
        return self.note(text, where, company, of)

    def note(self, text: str, where: Field, company: str, of: str = "") -> str:
        """Take a text that was made elsewhere, such as the secret of a link, for a mark."""
        assert text not in self.known
        self.known[text] = Mark(text, where, company, of)
        return text

    def among(self, companies: Iterable[str], *fields: Field, of: str | None = None) -> set[Mark]:
        """The marks of these companies in these fields (none given: in all)."""
        wanted = set(companies)
        return {
            mark
            for mark in self.known.values()
            if mark.company in wanted and (not fields or mark.where in fields) and (of is None or mark.of == of)
        }

    def found_in(self, texts: Iterable[str]) -> set[Mark]:
        """The marks that stand in these texts."""
        longer = [text for text in self.known if not MARK.fullmatch(text)]
        found: set[str] = set()
        for text in texts:
            found |= set(MARK.findall(text.lower()))
            found |= {word for word in longer if word in text}
        return {self.known[word] for word in found if word in self.known}


def texts_of(response: Any) -> Iterator[str]:
    """Everything that an answer says: headers, cookies, and the body, a PDF as text and a ZIP by its members."""
    for name, value in response.headers.items():
        yield unquote(f"{name}: {value}")
    for cookie in response.cookies.values():
        yield cookie.OutputString()
    body = b"".join(response.streaming_content) if response.streaming else response.content
    yield from texts_in(body)


def texts_in(body: bytes) -> Iterator[str]:
    """The texts in a file."""
    if body.startswith(b"%PDF"):
        yield from _paper(body)
    elif body.startswith(b"PK\x03\x04"):
        packed = zipfile.ZipFile(io.BytesIO(body))
        for name in packed.namelist():
            yield name
            yield from texts_in(packed.read(name))
    else:
        text = body.decode(errors="replace")
        yield text
        if "%" in text:
            yield unquote(text)


def letter_texts(letter: EmailMessage) -> Iterator[str]:
    """Everything that a letter says, and to whom."""
    yield from (letter.subject, str(letter.body), repr(letter.extra_headers), *letter.recipients())
    yield from (str(content) for content, *_kind in getattr(letter, "alternatives", []))


def _paper(body: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(body))
    yield repr(reader.metadata)
    for page in reader.pages:
        text = "".join(unicodedata.normalize("NFKC", page.extract_text()).split())
        yield text
        yield text.replace("-", "").replace("\u00ad", "")
        yield from (repr(note.get_object()) for note in page.get("/Annots") or [])


def wrong_token() -> str:
    """The secret of a link that nobody made."""
    return secrets.token_urlsafe(24)
