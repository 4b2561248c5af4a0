"""Opens the ballot on a zone, keeps how many forms came in, and counts. Nobody's vote is kept, nor who voted."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.biz.ballot_rules import Tally, ballot_rules, judged
from weerbaar.portal.biz.errors import BizFault, BizRefused
from weerbaar.portal.biz.events import BizEvent
from weerbaar.portal.biz.find import zone_run_by
from weerbaar.portal.biz.models import Ballot, Zone
from weerbaar.portal.biz.words import ZoneState
from weerbaar.portal.core.actors import Person


def open_ballot(park_id: uuid.UUID, opens_on: date, closes_on: date, eligible: int, *, actor: Person) -> None:
    """From now on the plan stands. `eligible` is how many may vote, by the list of the municipality.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchZone: this person does not run the area, or it has no zone.
        BizRefused: the zone is not being planned, the days are no span, or nobody may vote.
    """
    with transaction.atomic():
        zone = zone_run_by(actor, park_id)
        if zone.state != ZoneState.PLANNED:
            raise BizRefused(BizFault.NOT_NOW)
        if not opens_on < closes_on < zone.ends_on:
            raise BizRefused(BizFault.BAD_DAYS)
        if not 0 < eligible < 10**6:
            raise BizRefused(BizFault.NOBODY_ELIGIBLE)
        ballot = Ballot.objects.create(zone=zone, opens_on=opens_on, closes_on=closes_on, eligible=eligible)
        Zone.objects.filter(id=zone.id).update(state=ZoneState.BALLOT.value)
        record_event(BizEvent.BALLOT_OPENED, actor=actor, subject_id=ballot.id)


def note_returns(park_id: uuid.UUID, returned: int, *, actor: Person) -> None:
    """So many forms came in until now: for the turnout. They are not opened yet.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchZone: this person does not run the area, or it has no zone.
        BizRefused: no ballot is open, or the number goes down or above those who may vote.
    """
    with transaction.atomic():
        ballot = _ballot(zone_run_by(actor, park_id))
        if returned < ballot.returned:
            raise BizRefused(BizFault.FEWER_THAN_BEFORE)
        if returned > ballot.eligible:
            raise BizRefused(BizFault.MORE_THAN_ELIGIBLE)
        Ballot.objects.filter(id=ballot.id).update(returned=returned)
        record_event(BizEvent.RETURNS_NOTED, actor=actor, subject_id=ballot.id)


def count_ballot(
    park_id: uuid.UUID, in_favour: int, against: int, invalid: int, *, actor: Person, now: datetime | None = None
) -> bool:
    """Whether the zone comes. The count stands as it was judged, by name of who counted and by which rules.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchZone: this person does not run the area, or it has no zone.
        BizRefused: no ballot is open or it is not closed yet, or there are more votes than people.
    """
    now = now or timezone.now()
    with transaction.atomic():
        zone = zone_run_by(actor, park_id)
        ballot = _ballot(zone)
        if timezone.localdate(now) <= ballot.closes_on:
            raise BizRefused(BizFault.NOT_CLOSED)
        tally = Tally(ballot.eligible, in_favour, against, invalid)
        if min(in_favour, against, invalid) < 0 or tally.cast > ballot.eligible:
            raise BizRefused(BizFault.MORE_THAN_ELIGIBLE)
        rules = ballot_rules()
        results = judged(tally, rules.thresholds)
        accepted = all(reached for _, reached in results)
        Ballot.objects.filter(id=ballot.id).update(
            returned=max(ballot.returned, tally.cast),
            in_favour=in_favour,
            against=against,
            invalid=invalid,
            counted_at=now,
            counted_by=names_of([actor.user_id]).get(actor.user_id, ""),
            accepted=accepted,
            outcome=[{"id": rule.id, "name": dict(rule.name), "reached": reached} for rule, reached in results],
            rules_version=rules.version,
        )
        state = ZoneState.RUNNING if accepted else ZoneState.REJECTED
        Zone.objects.filter(id=zone.id).update(state=state.value)
        record_event(BizEvent.COUNTED, actor=actor, subject_id=ballot.id)
    return accepted


def _ballot(zone: Zone) -> Ballot:
    if zone.state != ZoneState.BALLOT:
        raise BizRefused(BizFault.NOT_NOW)
    return Ballot.objects.get(zone=zone)
