"""The tables of meetings: who is invited, what is on the agenda, what was decided, and the minutes."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.meetings.words import ABOUT_MEASURE, Answer, DecisionKind, MeetingState, Source
from weerbaar.portal.parks.models import Park
from weerbaar.portal.trajectories.models import KvoHistoryIsKept, Measure, MeasureStep, Trajectory

_OF_MEASURE = [kind.value for kind in sorted(ABOUT_MEASURE)]
_NEEDS_TEXT = [kind.value for kind in (DecisionKind.DONE, DecisionKind.REDATE, DecisionKind.STOP, DecisionKind.OTHER)]


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class Meeting(BaseModel):
    """One meeting of who works for an area. `sequence` counts its changes, as calendars want (RFC 5545, 3.8.7.4)."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="meetings")
    pattern = models.CharField(max_length=24)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=10, default=MeetingState.PLANNED.value)
    sequence = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("trajectory", "starts_at")),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_known(MeetingState)), name="meeting_known_state"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_lasts"),
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="meeting_is_somewhere"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Invitee(BaseModel):
    """Somebody who was invited, for which party, what they said, and whether they were there. The name stays when they leave."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitees")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=254)
    party = models.CharField(max_length=20)
    answer = models.CharField(max_length=5, default=Answer.NONE.value)
    answered_at = models.DateTimeField(null=True)
    present = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("meeting", "user"), name="invited_to_meeting_once"),
            models.CheckConstraint(condition=Q(answer__in=_known(Answer)), name="invitee_known_answer"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} at {self.meeting_id}"


class AgendaItem(BaseModel):
    """A point of the agenda that was written, moved or decided on. Points that follow from elsewhere have no row before that:
    `source` and `subject` say what they are about. `title` is the text by language.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    source = models.CharField(max_length=8)
    subject = models.CharField(max_length=64)
    title = models.JSONField()
    measure = models.ForeignKey(Measure, null=True, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    is_off = models.BooleanField(default=False)

    class Meta:
        ordering = ("place", "id")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "source", "subject"), name="agenda_item_once"),
            models.CheckConstraint(condition=Q(source__in=_known(Source)), name="agenda_item_known_source"),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.subject}"


class _Kept(BaseModel):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise KvoHistoryIsKept
        super().save(*args, **kwargs)


class Decision(_Kept):
    """What a meeting decided. One about a measure points at the one step that it made; so no decision changes two tasks, and no
    step has two decisions. `text` is the evidence, the reason, or the decision itself.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="decisions")
    kind = models.CharField(max_length=8)
    measure = models.ForeignKey(Measure, null=True, on_delete=models.CASCADE, related_name="decisions")
    step = models.OneToOneField(MeasureStep, null=True, on_delete=models.CASCADE, related_name="decision")
    about = models.CharField(max_length=300)
    owner = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True)
    text = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("number", "id")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "number"), name="decision_number_once"),
            models.CheckConstraint(condition=Q(kind__in=_known(DecisionKind)), name="decision_known_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=_OF_MEASURE, measure__isnull=False, step__isnull=False)
                | (~Q(kind__in=_OF_MEASURE) & Q(measure__isnull=True, step__isnull=True)),
                name="decision_makes_one_step",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=_NEEDS_TEXT) | ~Q(text=""), name="decision_says_why_or_by_what"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} of {self.meeting_id}"


class Minutes(BaseModel):
    """The minutes of a meeting, made from its decisions. A correction makes the next edition. `approved_in` is the later meeting
    that approved exactly the text with this SHA-256.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    edition = models.PositiveSmallIntegerField(default=1)
    correction = models.CharField(max_length=1000, blank=True)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_in = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="approved")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_in__isnull=True)
                | Q(approved_at__isnull=False, approved_in__isnull=False, sent_at__isnull=False),
                name="minutes_approved_in_a_meeting",
            ),
        )

    def __str__(self) -> str:
        return f"minutes of {self.meeting_id}"


class MinutesRemark(_Kept):
    """What somebody with a seat says should be corrected, about which edition."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="remarks")
    edition = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=254)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"remark on {self.minutes_id}"


class CalendarLink(BaseModel):
    """The private address of one person's calendar of an area; known here by its hash only. It shows nothing once the person has
    no seat any more.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="calendar_links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("park", "user"), name="calendar_link_once"),)

    def __str__(self) -> str:
        return str(self.id)
