"""Says in which neighbourhoods an area lies."""

import re
import uuid
from collections.abc import Sequence

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.figures.errors import CodeFault, CodesRefused
from weerbaar.portal.figures.events import FiguresEvent
from weerbaar.portal.figures.models import AreaCode
from weerbaar.portal.figures.reading.police import CODE
from weerbaar.portal.parks.selectors import assert_may_run

MOST_CODES = 20


def set_codes(park_id: uuid.UUID, typed: str, *, actor: Person) -> Sequence[str]:
    """The codes, in order. `typed` holds them apart by blanks, commas or lines.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        CodesRefused: one is no code, one lies within another, or there are too many.
    """
    codes = sorted({code.upper() for code in re.split(r"[\s,;]+", typed) if code})
    if len(codes) > MOST_CODES:
        raise CodesRefused(CodeFault.TOO_MANY)
    for code in codes:
        if not CODE.match(code):
            raise CodesRefused(CodeFault.NO_CODE, code[:20])
        # The figures of BU00340102 stand in WK003401 and GM0034 as well: the numbers say so.
        if any(code != other and code[2:].startswith(other[2:]) for other in codes):
            raise CodesRefused(CodeFault.WITHIN_ANOTHER, code)
    with transaction.atomic():
        assert_may_run(actor, park_id)
        AreaCode.objects.filter(park_id=park_id).delete()
        AreaCode.objects.bulk_create(AreaCode(park_id=park_id, code=code) for code in codes)
        record_event(FiguresEvent.CODES_SET, actor=actor, subject_id=park_id, number=len(codes))
    return codes
