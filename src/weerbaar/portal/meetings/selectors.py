"""What reads meetings. Every reading starts from a person with a seat at the area."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.meetings.agenda.collect import Point, agenda_of
from weerbaar.portal.meetings.errors import NoSuchCalendar
from weerbaar.portal.meetings.find import meeting_for
from weerbaar.portal.meetings.models import CalendarLink, Decision, Invitee, Meeting, Minutes
from weerbaar.portal.meetings.words import Answer, DecisionKind, MeetingState
from weerbaar.portal.parks.errors import NoSuchPark
from weerbaar.portal.parks.selectors import ParkView, park_of
from weerbaar.portal.trajectories.words import TrajectoryState


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting in a list. `answer` is what the reader said; None when not invited. `waits` says that its minutes wait."""

    id: uuid.UUID
    pattern: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    state: MeetingState
    sequence: int
    changed_at: datetime
    answer: Answer | None
    decisions: int
    waits: bool


@dataclass(frozen=True, slots=True)
class InviteeView:
    """Somebody who was invited."""

    user_id: uuid.UUID | None
    name: str
    party: str
    answer: Answer
    present: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision; `point` is the key of its point of the agenda, if it has one."""

    id: uuid.UUID
    number: int
    kind: DecisionKind
    about: str
    owner: str
    due_on: date | None
    text: str
    measure_id: uuid.UUID | None
    point: str


@dataclass(frozen=True, slots=True)
class RemarkView:
    """What somebody says should be corrected."""

    by_name: str
    at: datetime
    edition: int
    text: str


@dataclass(frozen=True, slots=True)
class MinutesView:
    """The minutes of a meeting."""

    edition: int
    correction: str
    text: str
    text_hash: str
    made_at: datetime
    sent_at: datetime | None
    approved_at: datetime | None
    approved_in: uuid.UUID | None
    remarks: Sequence[RemarkView]


@dataclass(frozen=True)
class MeetingView:
    """A meeting with all that belongs to it."""

    card: MeetingCard
    trajectory_id: uuid.UUID
    park: ParkView
    agenda: Sequence[Point]
    invitees: Sequence[InviteeView]
    decisions: Sequence[DecisionView]
    minutes: MinutesView | None

    @property
    def id(self) -> uuid.UUID:
        """Its id."""
        return self.card.id

    def decides_on(self, today: date) -> bool:
        """Whether decisions can be recorded on this day."""
        return self.card.state is MeetingState.PLANNED and today >= timezone.localdate(self.card.starts_at)


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom to write about a meeting."""

    email: str
    language: str


def meetings_of(person: Person, park_id: uuid.UUID) -> list[MeetingCard]:
    """Those of the trajectory that is under way, the newest first.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    rows = Meeting.objects.filter(trajectory__park_id=park_id).exclude(trajectory__state=TrajectoryState.STOPPED.value)
    return [_card(row, person) for row in rows.order_by("-starts_at", "-id")]


def meeting_of(person: Person, meeting_id: uuid.UUID, now: datetime | None = None) -> MeetingView:
    """All of one.

    Raises:
        NoSuchMeeting: there is none for this person.
    """
    row, park = meeting_for(person, meeting_id)
    return MeetingView(
        card=_card(row, person),
        trajectory_id=row.trajectory_id,
        park=park,
        agenda=agenda_of(row, now),
        invitees=[_invitee(one) for one in row.invitees.order_by("name", "id")],
        decisions=[_decision(one) for one in row.decisions.select_related("item")],
        minutes=_minutes(row),
    )


def guests_of(view: MeetingView) -> list[Guest]:
    """Everybody invited who has an account."""
    rows = Invitee.objects.filter(meeting_id=view.id, user__is_active=True).select_related("user")
    return [Guest(row.user.email, row.user.language) for row in rows.order_by("id") if row.user]


def has_calendar_link(person: Person, park_id: uuid.UUID) -> bool:
    """Whether the person has an address for the calendar of the area."""
    return CalendarLink.objects.filter(park_id=park_id, user_id=person.user_id).exists()


def calendar_behind(token: str) -> tuple[ParkView, list[MeetingCard]]:
    """The area and its meetings, for the program that holds the secret.

    Raises:
        NoSuchCalendar: it belongs to nobody who has a seat there.
    """
    row = CalendarLink.objects.filter(token_hash=fingerprint(token)).first()
    if row is None:
        raise NoSuchCalendar
    person = Person(row.user_id)
    try:
        return park_of(person, row.park_id), meetings_of(person, row.park_id)
    except NoSuchPark as error:
        raise NoSuchCalendar from error


def _card(row: Meeting, person: Person) -> MeetingCard:
    own = row.invitees.filter(user_id=person.user_id).values_list("answer", flat=True).first()
    return MeetingCard(
        id=row.id,
        pattern=row.pattern,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        link=row.link,
        state=MeetingState(row.state),
        sequence=row.sequence,
        changed_at=row.changed_at,
        answer=Answer(own) if own else None,
        decisions=row.decisions.count(),
        waits=Minutes.objects.filter(meeting=row, approved_at=None).exists(),
    )


def _invitee(row: Invitee) -> InviteeView:
    return InviteeView(row.user_id, row.name, row.party, Answer(row.answer), row.present)


def _decision(row: Decision) -> DecisionView:
    point = f"{row.item.source}:{row.item.subject}" if row.item else ""
    return DecisionView(
        row.id, row.number, DecisionKind(row.kind), row.about, row.owner, row.due_on, row.text, row.measure_id, point
    )


def _minutes(row: Meeting) -> MinutesView | None:
    minutes = Minutes.objects.filter(meeting=row).first()
    if minutes is None:
        return None
    remarks = [RemarkView(one.by_name, one.at, one.edition, one.text) for one in minutes.remarks.all()]
    return MinutesView(
        minutes.edition,
        minutes.correction,
        minutes.text,
        minutes.text_hash,
        minutes.made_at,
        minutes.sent_at,
        minutes.approved_at,
        minutes.approved_in_id,
        remarks,
    )
