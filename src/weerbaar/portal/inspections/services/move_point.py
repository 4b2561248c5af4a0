"""Moves a point from state to state, and gives it to another party."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.errors import PointFault, PointNotNow, PointRefused
from weerbaar.portal.inspections.events import InspectionEvent
from weerbaar.portal.inspections.find import area_for, point_in, stands_as
from weerbaar.portal.inspections.models import Photo, Point, PointPhoto, PointStep
from weerbaar.portal.inspections.point_form import LONGEST_TEXT, assert_plain
from weerbaar.portal.inspections.point_states import PointVerb, next_state
from weerbaar.portal.inspections.policies import speaks_for
from weerbaar.portal.inspections.words import Moment, PointState
from weerbaar.portal.knowledge.safety import load_safety

_WORDS = {
    PointVerb.START: InspectionEvent.POINT_STARTED,
    PointVerb.SOLVE: InspectionEvent.POINT_SOLVED,
    PointVerb.VERIFY: InspectionEvent.POINT_VERIFIED,
    PointVerb.REFUSE: InspectionEvent.POINT_NOT_ACCEPTED,
    PointVerb.REOPEN: InspectionEvent.POINT_REOPENED,
    PointVerb.GIVE: InspectionEvent.POINT_GIVEN,
}
_FRESH: dict[str, Any] = {
    "sent_at": None,
    "answer": "",
    "solved_on": None,
    "solved_by_id": None,
    "solved_by_party": "",
    "verified_by_id": None,
    "verified_by_party": "",
}


def move_point(
    park_id: uuid.UUID,
    point_id: uuid.UUID,
    verb: PointVerb,
    text: str = "",
    *,
    photos: Sequence[str] = (),
    actor: Person,
    now: datetime | None = None,
) -> PointState:
    """The new state. `text` tells what was done, or why not; `photos` are numbers of kept photos that show it is solved.

    Raises:
        NoSuchPark, NoSuchPoint: there is none for this person.
        PointNotNow: the table has no such line for this party from where the point is.
        PointRefused: it lacks what its new state asks for.
    """
    now, text = now or timezone.now(), text.strip()
    assert_plain(text, "text", LONGEST_TEXT)
    with transaction.atomic():
        view = area_for(actor, park_id, lock=True)
        point = point_in(park_id, point_id)
        source, who = PointState(point.state), stands_as(view, point.owner)
        target = None if verb is PointVerb.GIVE else next_state(source, verb, who)
        if target is None:
            raise PointNotNow(source, verb)
        party = speaks_for(view.role, view.party)
        known = _known_photos(park_id, photos) if verb is PointVerb.SOLVE else []
        fields = _asked(point, verb, text, known, party, actor, now)
        take_step(point, verb, target, fields, party=party, by=actor, text=text, now=now)
        _attach(point, known)
        record_event(_WORDS[verb], actor=actor, subject_id=point_id)
    return target


def give_point(
    park_id: uuid.UUID, point_id: uuid.UUID, owner: str, *, actor: Person, now: datetime | None = None
) -> None:
    """From now on this party repairs it. It hears of it as of a new point.

    Raises:
        NoSuchPark, NoSuchPoint: there is none for this person.
        PointNotNow: the point is solved, or this person does not run the area.
        PointRefused: we know no such party, or the point is its own already.
    """
    now = now or timezone.now()
    with transaction.atomic():
        view = area_for(actor, park_id, lock=True)
        point = point_in(park_id, point_id)
        source = PointState(point.state)
        target = next_state(source, PointVerb.GIVE, stands_as(view, point.owner))
        if target is None:
            raise PointNotNow(source, PointVerb.GIVE)
        if owner not in load_safety().parties or owner == point.owner:
            raise PointRefused(PointFault.UNKNOWN_PARTY, "owner")
        party = speaks_for(view.role, view.party)
        fields = {**_FRESH, "owner": owner}
        take_step(point, PointVerb.GIVE, target, fields, party=party, by=actor, text=owner, now=now)
        record_event(_WORDS[PointVerb.GIVE], actor=actor, subject_id=point_id, owner=owner)


def take_step(
    point: Point,
    verb: PointVerb,
    target: PointState,
    fields: dict[str, Any],
    *,
    party: str,
    by: Person | None,
    text: str,
    now: datetime,
) -> None:
    """Write the new state and remember the step; to be called in a transaction, once all that is asked is there.

    Raises:
        PointNotNow: somebody else moved the point meanwhile.
    """
    source = point.state
    if not Point.objects.filter(id=point.id, state=source).update(state=target.value, **fields):
        raise PointNotNow(PointState(source), verb)
    PointStep.objects.create(
        point=point,
        at=now,
        verb=verb.value,
        source=source,
        target=target.value,
        party=party,
        by_id=by.user_id if by else None,
        text=text[:LONGEST_TEXT],
    )


def _asked(
    point: Point, verb: PointVerb, text: str, photos: Sequence[str], party: str, actor: Person, now: datetime
) -> dict[str, Any]:
    """What changes with the state, once all that it asks for is there."""
    if verb is PointVerb.SOLVE:
        if not text and not photos:
            raise PointRefused(PointFault.NO_EVIDENCE)
        return solved(text, party, actor, now)
    if verb is PointVerb.VERIFY:
        if point.solved_by_id == actor.user_id:
            raise PointRefused(PointFault.OWN_WORK)
        return {"verified_by_id": actor.user_id, "verified_by_party": party}
    if verb in {PointVerb.REFUSE, PointVerb.REOPEN}:
        if not text:
            raise PointRefused(PointFault.NO_REASON)
        return {"answer": text} if verb is PointVerb.REFUSE else _FRESH
    return {}


def solved(text: str, party: str, by: Person | None, now: datetime) -> dict[str, Any]:
    """What is written down of a point that is solved. `by` is nobody when another system said so."""
    return {
        "answer": text,
        "solved_on": timezone.localdate(now),
        "solved_by_id": by.user_id if by else None,
        "solved_by_party": party,
    }


def _known_photos(park_id: uuid.UUID, photos: Sequence[str]) -> list[str]:
    here = set(
        Photo.objects.filter(park_id=park_id, sha256__in=photos, erased_at=None).values_list("sha256", flat=True)
    )
    return [photo for photo in dict.fromkeys(photos) if photo in here]


def _attach(point: Point, photos: Sequence[str]) -> None:
    here = set(point.photos.values_list("sha256", flat=True))
    for place, sha256 in enumerate(photos):
        if sha256 not in here:
            PointPhoto.objects.create(point=point, sha256=sha256, moment=Moment.SOLVED.value, place=len(here) + place)
