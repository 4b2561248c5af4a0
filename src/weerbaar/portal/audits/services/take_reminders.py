"""Takes up the reminders that are due, each once, with who is to read them."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audits.certificate_states import state_on
from weerbaar.portal.audits.completeness import papers_of
from weerbaar.portal.audits.models import Certificate, SentReminder
from weerbaar.portal.audits.reminders.due import Occasion, Running, Standing, occasions
from weerbaar.portal.parks.models import ParkSeat
from weerbaar.portal.parks.words import ParkRole
from weerbaar.portal.trajectories.find import scheme_of
from weerbaar.portal.trajectories.models import Measure, Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Reminder, Scheme
from weerbaar.portal.trajectories.words import MeasureState, TrajectoryState
from weerbaar.questionnaires.bank import Texts

_UNDER_WAY = (MeasureState.AGREED.value, MeasureState.IN_PROGRESS.value)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who reads a letter, and in which language."""

    user_id: uuid.UUID
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder to be sent now. `about` is the measure that it is about, or empty."""

    id: str
    park_id: uuid.UUID
    area: str
    text: Texts
    about: str
    on: date
    recipients: tuple[Recipient, ...]


def take_reminders(kind: str, now: datetime | None = None) -> list[DueReminder]:
    """All that are due. Each is marked as sent before its letter goes: rather none than twice. `kind` is the kind of letters,
    which people can refuse.
    """
    now = now or timezone.now()
    running = Trajectory.objects.exclude(state=TrajectoryState.STOPPED.value).select_related("park")
    return [one for row in running.order_by("begun_at", "id") for one in _of(row, kind, now)]


def _of(row: Trajectory, kind: str, now: datetime) -> list[DueReminder]:
    scheme, today = scheme_of(row), timezone.localdate(now)
    standing = standing_of(row, scheme, today)
    due = []
    for reminder in scheme.reminders:
        for occasion in occasions(reminder, standing, today):
            with transaction.atomic():
                _, is_new = SentReminder.objects.get_or_create(
                    trajectory=row, reminder=reminder.id, occasion=occasion.key, defaults={"sent_at": now}
                )
            if is_new:
                due.append(_due(row, reminder, occasion, kind))
    return due


def standing_of(row: Trajectory, scheme: Scheme, today: date) -> Standing:
    """Where a trajectory stands on this day."""
    measures = Measure.objects.filter(trajectory=row, state__in=_UNDER_WAY, due_on__isnull=False)
    rows = Certificate.objects.filter(audit__dossier__trajectory=row, ended_on=None).order_by("-valid_until")
    newest = next((item for item in rows if state_on(item, today) is not None), None)
    return Standing(
        phase=row.phase,
        cycle=row.cycle,
        phase_since=row.phase_since,
        absent=frozenset(name for name, paper in papers_of(row, scheme).items() if not paper.is_in),
        measures=tuple(Running(str(item.id), item.due_on) for item in measures if item.due_on),
        certificate=newest.number if newest else "",
        valid_from=newest.valid_from if newest else None,
        valid_until=newest.valid_until if newest else None,
    )


def _due(row: Trajectory, reminder: Reminder, occasion: Occasion, kind: str) -> DueReminder:
    first = occasion.key.partition(" ")[0]
    measure = Measure.objects.filter(id=first).first() if "days_before_due" in reminder.when else None
    return DueReminder(
        id=reminder.id,
        park_id=row.park_id,
        area=row.park.name,
        text=reminder.text,
        about=measure.what if measure else "",
        on=occasion.on,
        recipients=tuple(_recipients(row, reminder, kind)),
    )


def _recipients(row: Trajectory, reminder: Reminder, kind: str) -> list[Recipient]:
    """Everybody with a seat for a party that the scheme names, once."""
    roles = {role.value for role in ParkRole if role is not ParkRole.PARTNER}
    seats = ParkSeat.objects.filter(park_id=row.park_id, user__is_active=True).select_related("user")
    return [
        Recipient(seat.user_id, seat.user.email, seat.user.language)
        for seat in seats.order_by("since", "id")
        if (seat.role if seat.role in roles else seat.party) in reminder.to and kind not in seat.user.muted_letters
    ]
