"""Four tables: actions, what happened to each, hand-overs to a supplier, and what was said across them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.action_plans.message_kinds import MessageKind
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.organisations.models import Organisation


class HistoryIsKept(PortalError):
    """Something that happened to an action was to be changed."""


class Action(BaseModel):
    """What a company does about one cause. It is never removed: what is solved stays, with its proof.

    `cause` is a key of the table of causes or the id of a check. `traces` say what it rests on: a list of target, run and the
    keys of findings. `assignee` is who of the company does it, `held_by` the link at which it lies with a supplier. `proof`
    are the ids of the runs that saw that it is solved, `evidence` what somebody wrote where no run can see it, and
    `evidence_on` the day that holds for. `reason` says why it was declined.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="actions")
    cause = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default=State.OPEN.value)
    traces = models.JSONField(default=list)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="assigned_actions"
    )
    held_by = models.ForeignKey("Handover", null=True, on_delete=models.SET_NULL, related_name="held_actions")
    due_on = models.DateField(null=True)
    remind_on = models.DateField(null=True)
    postponed_until = models.DateField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    evidence = models.CharField(max_length=400, blank=True)
    evidence_on = models.DateField(null=True)
    proof = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("state", "remind_on")),)
        constraints = (
            models.UniqueConstraint(fields=("organisation", "cause"), name="action_once_per_cause"),
            models.CheckConstraint(condition=Q(state__in=[word.value for word in State]), name="action_known_state"),
            models.CheckConstraint(
                condition=~Q(state=State.DECLINED.value) | ~Q(reason=""), name="action_declined_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.VERIFIED.value) | ~Q(proof=[]), name="action_verified_has_proof"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.POSTPONED.value) | Q(postponed_until__isnull=False),
                name="action_postponed_has_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.cause} {self.state}"


class ActionStep(BaseModel):
    """One change of state of an action. `text` is what the actor wrote with it, `runs` the measurements it rests on."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    verb = models.CharField(max_length=16)
    source = models.CharField(max_length=12, blank=True)
    target = models.CharField(max_length=12)
    actor = models.CharField(max_length=32)
    actor_id = models.UUIDField(null=True)
    handover = models.ForeignKey("Handover", null=True, on_delete=models.SET_NULL, related_name="steps")
    text = models.CharField(max_length=1000, blank=True)
    runs = models.JSONField(default=list)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.action_id} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryIsKept
        super().save(*args, **kwargs)


class Handover(BaseModel):
    """Some actions of a company, in the hands of a supplier who has the link. The link is known here by its hash only.

    `password` is its salted hash, or empty. `locked_at` is when too many wrong passwords were tried. `supplier` is what the
    company calls the supplier, `email` where the link was sent, if it was.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="handovers")
    token_hash = models.CharField(max_length=64, unique=True)
    supplier = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True)
    message = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=2)
    password = models.CharField(max_length=256, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="handovers"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    actions = models.ManyToManyField(Action, related_name="handovers")

    def __str__(self) -> str:
        return str(self.id)


class HandoverMessage(BaseModel):
    """Something that supplier and company said about one action. `by` is the person of the company; None for the supplier."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="messages")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    text = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[word.value for word in MessageKind]), name="message_known_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.kind}"
