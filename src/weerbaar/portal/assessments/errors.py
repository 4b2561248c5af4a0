"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchQuestion     the company does not get this question
├── AnswerRefused      the answer is not one of the choices, or lacks its reason; or another one came in between
├── DocumentRefused    a document is not taken; carries why
└── NoSuchDocument     the company has no such document
"""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.errors import PortalError


class NoSuchQuestion(PortalError):
    """The company does not get this question."""


class AnswerFault(StrEnum):
    """Why an answer is not taken."""

    NO_CHOICE = "no-choice"
    NO_REASON = "no-reason"
    CHANGED_MEANWHILE = "changed-meanwhile"


@dataclass(eq=False)
class AnswerRefused(PortalError):
    """`fault` says why."""

    fault: AnswerFault


class DocumentFault(StrEnum):
    """Why a document is not taken."""

    MISSING = "missing"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    OTHER_KIND = "other-kind"
    BROKEN = "broken"
    TOO_MANY = "too-many"
    NO_DATE = "no-date"
    DATE_AHEAD = "date-ahead"
    ENDS_BEFORE_IT_BEGINS = "ends-before-it-begins"
    ENDED = "ended"


@dataclass(eq=False)
class DocumentRefused(PortalError):
    """`fault` says why."""

    fault: DocumentFault


class NoSuchDocument(PortalError):
    """The company has no such document."""
