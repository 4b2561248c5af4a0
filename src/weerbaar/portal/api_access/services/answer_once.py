"""Does a call at most once, however often a program sends it: the second time it gets the answer of the first."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from weerbaar.portal.api_access.errors import KeyUsedOtherwise
from weerbaar.portal.api_access.models import AnsweredCall
from weerbaar.portal.core.ids import fingerprint

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Answered:
    """What is answered. `is_repeated` says that nothing was done this time."""

    status: int
    body: dict[str, Any]
    is_repeated: bool = False


def answer_once(
    token_id: uuid.UUID,
    key: str,
    asked: str,
    act: Callable[[], Answered],
    *,
    now: datetime | None = None,
) -> Answered:
    """The answer to the call `asked` (method, path and body in one text) with this key.

    Deed and note are one transaction: a call that fails leaves no note, and may be tried again. Of two at the same moment,
    the second waits for the first at the unique key, and gets its answer.

    Raises:
        KeyUsedOtherwise: the key belongs to another call of the last 24 hours.
        whatever `act` raises.
    """
    now, print_of = now or timezone.now(), fingerprint(asked)
    with transaction.atomic():
        AnsweredCall.objects.filter(token_id=token_id, key=key, at__lte=now - KEPT).delete()
        try:
            with transaction.atomic():
                row = AnsweredCall.objects.create(token_id=token_id, key=key, asked=print_of, at=now)
        except IntegrityError:
            return _former(token_id, key, print_of)
        answered = act()
        AnsweredCall.objects.filter(id=row.id).update(status=answered.status, body=answered.body)
    return answered


def forget_answers(*, now: datetime | None = None) -> int:
    """Erase what is older than a day; how many."""
    return AnsweredCall.objects.filter(at__lte=(now or timezone.now()) - KEPT).delete()[0]


def _former(token_id: uuid.UUID, key: str, print_of: str) -> Answered:
    row = AnsweredCall.objects.get(token_id=token_id, key=key)
    if row.asked != print_of:
        raise KeyUsedOtherwise
    return Answered(row.status, row.body, is_repeated=True)
