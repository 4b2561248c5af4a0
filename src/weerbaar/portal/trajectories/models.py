"""The tables of a KVO: trajectories, their phases, their papers and who signed them, goals and measures."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.parks.models import Park
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.plan_models import Priority
from weerbaar.portal.trajectories.schemes.states import ArtefactState
from weerbaar.portal.trajectories.words import DecidedBy, MeasureState, PhaseVerb, TrajectoryState


class KvoHistoryIsKept(PortalError):
    """Something that happened in a trajectory was to be changed."""


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class Trajectory(BaseModel):
    """One area on its way by one version of a scheme. `scheme_text` is the file as it was when it began: a running trajectory
    keeps it. `cycle` counts the terms, from 1.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="trajectories")
    scheme = models.CharField(max_length=40)
    scheme_version = models.PositiveIntegerField()
    scheme_text = models.TextField()
    state = models.CharField(max_length=12, default=TrajectoryState.ACTIVE.value)
    phase = models.CharField(max_length=40)
    phase_since = models.DateField()
    cycle = models.PositiveSmallIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("park",),
                condition=~Q(state=TrajectoryState.STOPPED.value),
                name="trajectory_one_per_park",
            ),
            models.CheckConstraint(condition=Q(state__in=_known(TrajectoryState)), name="trajectory_known_state"),
        )

    def __str__(self) -> str:
        return str(self.id)


class _Kept(BaseModel):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise KvoHistoryIsKept
        super().save(*args, **kwargs)


class PhaseStep(_Kept):
    """A phase began or ended. `lacking` is what was still missing when it was waived, as sentences of both languages."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="steps")
    cycle = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=40)
    verb = models.CharField(max_length=8)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    lacking = models.JSONField(default=list)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(verb__in=_known(PhaseVerb)), name="phase_step_known_verb"),
            models.CheckConstraint(
                condition=~Q(verb=PhaseVerb.WAIVE.value) | (~Q(reason="") & ~Q(by_name="")),
                name="phase_waived_with_name_and_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.trajectory_id} {self.verb} {self.phase}"


class Paper(BaseModel):
    """One edition of an artefact of the scheme. `fields` holds its fields by name, `text_hash` the SHA-256 of the text that is
    signed: a change makes a new edition, and signatures hold for theirs alone. `reason` is why there is none, if there is none.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=40)
    cycle = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, default=ArtefactState.DRAFT.value)
    fields = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    adopted_on = models.DateField(null=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("trajectory", "kind", "cycle", "edition"), name="paper_edition_once"),
            models.CheckConstraint(condition=Q(state__in=_known(ArtefactState)), name="paper_known_state"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.cycle}.{self.edition}"


class SignedScan(BaseModel):
    """A signed paper on paper, scanned: for which text, by which party, on which day. `sha256` is that of the file as it is kept.
    It counts once somebody else than who brought it has looked at it.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="scans")
    party = models.CharField(max_length=20)
    text_hash = models.CharField(max_length=64)
    signed_on = models.DateField()
    kind = models.CharField(max_length=4)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    brought_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("paper", "party", "sha256"), name="scan_brought_once"),
            models.CheckConstraint(condition=Q(party__in=_known(PartnerKind)), name="scan_known_party"),
        )

    def __str__(self) -> str:
        return f"{self.party} of {self.paper_id}"


class Signature(_Kept):
    """A party signed the text with this hash, by the hand of this person. With a `scan` it signed on paper, and the person is who
    compared the scan with the text.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="signatures")
    scan = models.OneToOneField(SignedScan, null=True, on_delete=models.CASCADE, related_name="signature")
    party = models.CharField(max_length=20)
    text_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("paper", "party", "text_hash"), name="signed_once"),
            models.CheckConstraint(condition=Q(party__in=_known(PartnerKind)), name="signature_known_party"),
        )

    def __str__(self) -> str:
        return f"{self.party} of {self.paper_id}"


class Goal(BaseModel):
    """What the area wants to reach: an indicator with its value at the start and the value wanted on a day."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="goals")
    aspect = models.CharField(max_length=24)
    indicator = models.CharField(max_length=32)
    text = models.CharField(max_length=300)
    baseline = models.FloatField(null=True)
    target = models.FloatField(null=True)
    by_day = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class Measure(BaseModel):
    """One row of the measures matrix. `source` is an id of the list of measures, or empty for one of the area itself.

    `owner` and `partners` are parties. Money in euro. `evidence` tells what shows that it was done; `checked_by_party` is never
    the owner. `decided` tells by what it became a task: no task without a decision. `priority` is one of the safety plan of the
    municipality, if it helps one.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="measures")
    aspect = models.CharField(max_length=24)
    source = models.CharField(max_length=16, blank=True)
    problem = models.CharField(max_length=300)
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=20, blank=True)
    partners = models.JSONField(default=list)
    indicator = models.CharField(max_length=32, blank=True)
    cost_euro = models.PositiveIntegerField(null=True)
    funding = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=12, default=MeasureState.IDEA.value)
    evidence = models.CharField(max_length=1000, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    checked_by_party = models.CharField(max_length=20, blank=True)
    decided = models.CharField(max_length=8, blank=True)
    priority = models.ForeignKey(Priority, null=True, on_delete=models.SET_NULL, related_name="measures")
    added_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("trajectory", "state")),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_known(MeasureState)), name="measure_known_state"),
            models.CheckConstraint(
                condition=~Q(state=MeasureState.DROPPED.value) | ~Q(reason=""), name="measure_dropped_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=MeasureState.CHECKED.value) | (~Q(evidence="") & ~Q(checked_by_party="")),
                name="measure_checked_has_evidence",
            ),
            models.CheckConstraint(condition=Q(decided__in=["", *_known(DecidedBy)]), name="measure_known_decision"),
            models.CheckConstraint(
                condition=Q(state__in=[MeasureState.IDEA.value, MeasureState.DROPPED.value]) | ~Q(decided=""),
                name="measure_no_task_without_decision",
            ),
            models.CheckConstraint(
                condition=Q(owner="") | Q(checked_by_party="") | ~Q(checked_by_party=models.F("owner")),
                name="measure_checked_by_another",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class MeasureStep(_Kept):
    """One change of state of a measure."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    verb = models.CharField(max_length=16)
    source = models.CharField(max_length=12, blank=True)
    target = models.CharField(max_length=12)
    party = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.measure_id} {self.verb}"
