"""What can be refused here. Each carries a word; sentences are made in the templates.

PortalError
├── NoSuchQuestion     the company does not get this question
└── AnswerRefused      the answer is not one of the choices, or lacks its reason; or another one came in between
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
