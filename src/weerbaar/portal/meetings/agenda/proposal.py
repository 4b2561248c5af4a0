"""A point that comes on the agenda by itself."""

import uuid
from dataclasses import dataclass

from weerbaar.portal.meetings.words import Source
from weerbaar.questionnaires.bank import Texts


@dataclass(frozen=True, slots=True)
class Proposal:
    """`source` and `subject` say what it is about, the same every time. `why` says why it is here."""

    source: Source
    subject: str
    title: Texts
    why: Texts
    measure_id: uuid.UUID | None = None
