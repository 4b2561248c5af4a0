"""The cards of common causes, for the people of one company. Nobody reads who else has one, or how many."""

import uuid
from dataclasses import dataclass

from weerbaar.portal.joint_purchases.models import CommonCause
from weerbaar.portal.joint_purchases.words import TieAnswer, TieKind
from weerbaar.portal.organisations.selectors import OrganisationView


@dataclass(frozen=True, slots=True)
class CommonCard:
    """A cause that others share at the same party. `key` is that party, as seen at the company's own domain."""

    id: uuid.UUID
    kind: TieKind
    key: str
    cause: str
    answer: TieAnswer
    is_ready: bool


def common_causes_of(view: OrganisationView) -> list[CommonCard]:
    """The cards of a company that it has not put away."""
    rows = CommonCause.objects.filter(organisation_id=view.id).exclude(answer=TieAnswer.NO.value)
    return [
        CommonCard(
            row.id,
            TieKind(row.kind),
            row.key,
            row.cause,
            TieAnswer(row.answer),
            row.ready_at is not None and row.answer == TieAnswer.ASK,
        )
        for row in rows.order_by("cause", "kind", "key")
    ]


def exported_common_causes(view: OrganisationView) -> list[dict[str, object]]:
    """The same as plain values, those put away included."""
    rows = CommonCause.objects.filter(organisation_id=view.id).order_by("cause", "kind", "key")
    return [
        {
            "kind": row.kind,
            "key": row.key,
            "cause": row.cause,
            "found_at": row.found_at.isoformat(),
            "answer": row.answer,
            "answered_at": row.answered_at.isoformat() if row.answered_at else None,
        }
        for row in rows
    ]
