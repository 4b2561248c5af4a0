"""The tables of walk-rounds: rounds, points, what was sent about them, their photos, and what was done about them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from weerbaar.portal.assessments.papers import PaperKind
from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.inspections.words import EditFate, Light, Moment, PlacedBy, PointState, SendingState
from weerbaar.portal.parks.models import Park


class PointHistoryIsKept(PortalError):
    """Something that was seen or done on a round was to be changed."""


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class _Kept(BaseModel):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PointHistoryIsKept
        super().save(*args, **kwargs)


class Inspection(BaseModel):
    """One walk-round. Its id is made by the phone, which may begin without a network. `participants` are parties, no names."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="inspections")
    round = models.CharField(max_length=4)
    started_at = models.DateTimeField()
    walked_on = models.DateField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    route = models.CharField(max_length=1000, blank=True)
    participants = models.JSONField(default=list)
    weather = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-walked_on", "-started_at", "id")
        constraints = (models.CheckConstraint(condition=Q(round__in=_known(Light)), name="inspection_known_round"),)

    def __str__(self) -> str:
        return f"{self.walked_on} {self.round}"


class Photo(BaseModel):
    """A photo as it is kept: without where and when it was made. `sha256` is that of the file as the phone sent it, which is how
    both sides count. Once erased, only that number stays, so that no phone sends the photo again.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="inspection_photos")
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=4)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("park", "sha256"), name="photo_once"),
            models.CheckConstraint(condition=Q(kind__in=_known(PaperKind)), name="photo_known_kind"),
        )

    def __str__(self) -> str:
        return self.sha256[:12]


class Point(BaseModel):
    """One thing that was seen. Its id is made by the phone. `place_accuracy_m` in metres; `record` holds the fields that its type
    asks for; `owner` is the party that repairs it, `due_on` the day by which. `came_late`: the round was closed already.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="points")
    type = models.CharField(max_length=24)
    aspect = models.CharField(max_length=24)
    severity = models.CharField(max_length=4)
    owner = models.CharField(max_length=20)
    text = models.CharField(max_length=1000, blank=True)
    place_text = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    place_accuracy_m = models.FloatField(null=True)
    placed_by = models.CharField(max_length=4, blank=True)
    record = models.JSONField(default=dict)
    seen_at = models.DateTimeField()
    received_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveIntegerField()
    came_late = models.BooleanField(default=False)
    state = models.CharField(max_length=12, default=PointState.OPEN.value)
    due_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    solved_on = models.DateField(null=True)
    solved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    solved_by_party = models.CharField(max_length=20, blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verified_by_party = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("due_on", "seen_at", "id")
        indexes = (models.Index(fields=("inspection", "state")),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_known(PointState)), name="point_known_state"),
            models.CheckConstraint(condition=Q(placed_by__in=["", *_known(PlacedBy)]), name="point_known_placed_by"),
            models.CheckConstraint(
                condition=~Q(state=PointState.NOT_ACCEPTED.value) | ~Q(answer=""), name="point_not_accepted_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PointState.SOLVED.value, PointState.VERIFIED.value])
                | (Q(solved_on__isnull=False) & ~Q(solved_by_party="")),
                name="point_solved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=PointState.VERIFIED.value) | ~Q(verified_by_party=""), name="point_verified_by_party"
            ),
            models.CheckConstraint(
                condition=Q(solved_by__isnull=True) | Q(verified_by__isnull=True) | ~Q(verified_by=F("solved_by")),
                name="point_verified_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.type} {self.id}"


class PointPhoto(_Kept):
    """A photo belongs to a point. It may be named here before it has arrived: then the point is not complete."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="photos")
    sha256 = models.CharField(max_length=64)
    moment = models.CharField(max_length=8, default=Moment.SEEN.value)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("moment", "place", "id")
        constraints = (
            models.UniqueConstraint(fields=("point", "sha256"), name="photo_of_point_once"),
            models.CheckConstraint(condition=Q(moment__in=_known(Moment)), name="point_photo_known_moment"),
        )

    def __str__(self) -> str:
        return f"{self.sha256[:12]} of {self.point_id}"


class PointEdit(_Kept):
    """Something that was sent about a point, as it was sent, and what came of it. `digest` is the SHA-256 of `content`: the same
    thing sent twice is one edit.
    """

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="edits")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveIntegerField()
    fate = models.CharField(max_length=8)
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("at", "revision", "id")
        constraints = (
            models.UniqueConstraint(fields=("point", "digest"), name="edit_once"),
            models.CheckConstraint(condition=Q(fate__in=_known(EditFate)), name="edit_known_fate"),
        )

    def __str__(self) -> str:
        return f"{self.point_id} {self.revision} {self.fate}"


class PointStep(_Kept):
    """One change of state of a point. `party` is in whose name; empty when the clock or another system did it."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    verb = models.CharField(max_length=12)
    source = models.CharField(max_length=12)
    target = models.CharField(max_length=12)
    party = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.point_id} {self.verb}"


class Open311Link(BaseModel):
    """Where points of the municipality of an area are reported (GeoReport v2). `key` is sealed; `services` gives the code there
    for each type of point, and under `*` the one for all others.
    """

    park = models.OneToOneField(Park, on_delete=models.CASCADE, related_name="open311")
    endpoint = models.CharField(max_length=300)
    jurisdiction = models.CharField(max_length=100, blank=True)
    key = models.BinaryField()
    services = models.JSONField(default=dict)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.park_id)


class Open311Report(BaseModel):
    """A point on its way to the municipality's system and back. `number` is its id there, `token` what stands for an id that is
    still to come, `said` their last word about it. `next_at` is when we try or ask again.
    """

    point = models.OneToOneField(Point, on_delete=models.CASCADE, related_name="report")
    state = models.CharField(max_length=10, default=SendingState.WAITING.value)
    made_at = models.DateTimeField()
    number = models.CharField(max_length=100, blank=True)
    token = models.CharField(max_length=100, blank=True)
    said = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=20, blank=True)
    is_unsure = models.BooleanField(default=False)
    next_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("state", "next_at")),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_known(SendingState)), name="report_known_state"),
            models.CheckConstraint(
                condition=~Q(state=SendingState.ASKED.value) | ~Q(number="") | ~Q(token=""),
                name="report_asked_has_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.point_id} {self.state}"
