"""The tables between a request and work that is proven. Money is in euro cents without VAT, next to its rate in per cent.

What somebody owes or was promised is written twice: in columns, and as it read when it was agreed (`WorkOrder.terms`), so that
it stands when a company or provider is gone.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.action_plans.models import Action, Handover
from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.organisations.models import Grant, Organisation
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.words import (
    DELIVERED_LINES,
    LIVE_LINES,
    DisputeOutcome,
    InvitationState,
    LineState,
    QuoteState,
    RequestState,
    Side,
)


class OrderHistoryIsKept(PortalError):
    """Something that happened to an order was to be changed."""


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class QuoteRequest(BaseModel):
    """Some actions of a company, shown to invited providers without its name.

    `region` is a municipality, `sector` and `size` words of the company: what an invited provider may know. `message` was
    written for people who may not know who asks.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="quote_requests")
    state = models.CharField(max_length=12, default=RequestState.OPEN.value)
    message = models.CharField(max_length=1000, blank=True)
    region = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=16, blank=True)
    size = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=2)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    deadline = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("state", "deadline")),)
        constraints = (models.CheckConstraint(condition=Q(state__in=_known(RequestState)), name="request_known_state"),)

    def __str__(self) -> str:
        return str(self.id)


class RequestedAction(BaseModel):
    """One action in a request. `title` and `detail` are as the providers read them: no name of the company, of a person, of a
    domain or an address.
    """

    request = models.ForeignKey(QuoteRequest, on_delete=models.CASCADE, related_name="actions")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="requested")
    cause = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("request", "action"), name="requested_once"),)

    def __str__(self) -> str:
        return f"{self.id} {self.cause}"


class RequestAttachment(BaseModel):
    """A file for all who are invited. `name` is ours, such as `bijlage-1.png`: a file's own name can tell who asks."""

    request = models.ForeignKey(QuoteRequest, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=40)
    media_type = models.CharField(max_length=60)
    content = models.BinaryField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.id} {self.name}"


class RequestInvitation(BaseModel):
    """One provider asked. A supplier without an account has no `provider` but a link, known by its hash, and the address that
    letters to it go to.
    """

    request = models.ForeignKey(QuoteRequest, on_delete=models.CASCADE, related_name="invitations")
    provider = models.ForeignKey(Provider, null=True, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, blank=True)
    supplier = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    state = models.CharField(max_length=12, default=InvitationState.INVITED.value)
    reason = models.CharField(max_length=400, blank=True)
    opened_at = models.DateTimeField(null=True)
    # When the company let this provider know who it is; only then its name, domains and addresses are shown.
    contact_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("provider", "state")),)
        constraints = (
            models.UniqueConstraint(fields=("request", "provider"), name="invited_once"),
            models.CheckConstraint(condition=Q(state__in=_known(InvitationState)), name="invitation_state_known"),
            models.CheckConstraint(
                condition=Q(provider__isnull=False) | ~Q(token_hash=""), name="invitation_of_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class RequestQuestion(BaseModel):
    """A question of one of the invited. Question and answer are seen by all of them, without who asked."""

    request = models.ForeignKey(QuoteRequest, on_delete=models.CASCADE, related_name="questions")
    invitation = models.ForeignKey(RequestInvitation, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at", "id")

    def __str__(self) -> str:
        return str(self.id)


class Quote(BaseModel):
    """An offer. A new version replaces the one before. `as_a_whole`: its lines cannot be chosen apart."""

    invitation = models.ForeignKey(RequestInvitation, on_delete=models.CASCADE, related_name="quotes")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, default=QuoteState.SUBMITTED.value)
    as_a_whole = models.BooleanField(default=False)
    conditions = models.CharField(max_length=2000, blank=True)
    submitted_at = models.DateTimeField()
    valid_until = models.DateField()
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("invitation",), condition=Q(state=QuoteState.SUBMITTED.value), name="quote_one_in_force"
            ),
            models.CheckConstraint(condition=Q(state__in=_known(QuoteState)), name="quote_known_state"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class QuoteLine(BaseModel):
    """What is offered for one action. `yearly_cents` is each year's cost after the first; days count from the order."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="lines")
    requested = models.ForeignKey(RequestedAction, on_delete=models.CASCADE, related_name="lines")
    scope = models.CharField(max_length=1000)
    price_cents = models.PositiveIntegerField()
    yearly_cents = models.PositiveIntegerField(default=0)
    vat_percent = models.PositiveSmallIntegerField(default=21)
    ready_in_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("quote", "requested"), name="line_once"),)

    def __str__(self) -> str:
        return str(self.id)


class WorkOrder(BaseModel):
    """What was agreed. `terms` is the text of both sides as it was agreed: parties, lines, prices, conditions; see `terms.py`."""

    number = models.CharField(max_length=20, unique=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="work_orders")
    provider = models.ForeignKey(Provider, null=True, on_delete=models.SET_NULL, related_name="work_orders")
    quote = models.ForeignKey(Quote, null=True, on_delete=models.SET_NULL, related_name="work_orders")
    handover = models.ForeignKey(Handover, null=True, on_delete=models.SET_NULL, related_name="work_orders")
    grant = models.ForeignKey(Grant, null=True, on_delete=models.SET_NULL, related_name="work_orders")
    terms = models.JSONField()
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.number


class OrderLine(BaseModel):
    """The work for one action. `proof` are the runs that saw that it is solved; `evidence` where no run can see it."""

    order = models.ForeignKey(WorkOrder, on_delete=models.CASCADE, related_name="lines")
    action = models.ForeignKey(Action, null=True, on_delete=models.SET_NULL, related_name="order_lines")
    cause = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default=LineState.ORDERED.value)
    price_cents = models.PositiveIntegerField()
    vat_percent = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    delivered_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    proof = models.JSONField(default=list)
    evidence = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("action",),
                condition=Q(state__in=[state.value for state in LIVE_LINES]),
                name="order_one_per_action",
            ),
            models.CheckConstraint(condition=Q(state__in=_known(LineState)), name="order_line_known_state"),
            models.CheckConstraint(
                condition=~Q(state=LineState.VERIFIED.value) | ~Q(proof=[]), name="order_line_verified_has_proof"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in DELIVERED_LINES]) | Q(delivered_at__isnull=False),
                name="order_line_delivered_has_moment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class OrderStep(BaseModel):
    """One change of state of a line. Never changed."""

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    verb = models.CharField(max_length=16)
    source = models.CharField(max_length=12, blank=True)
    target = models.CharField(max_length=12)
    actor = models.CharField(max_length=32)
    actor_id = models.UUIDField(null=True)
    text = models.CharField(max_length=1000, blank=True)
    runs = models.JSONField(default=list)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.line_id} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise OrderHistoryIsKept
        super().save(*args, **kwargs)


class ConflictLift(BaseModel):
    """The owner of a company lets a provider quote although it assessed or advised that company. On the record."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="conflict_lifts")
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="conflict_lifts")
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organisation", "provider"), name="lift_once"),)

    def __str__(self) -> str:
        return f"{self.id}"


class Dispute(BaseModel):
    """The two sides disagree about one line. It ends by words of both, or by what a new look of the scanner sees.

    `proposal` is how one side, `proposed_by`, wants to end it; the other side agrees, or proposes something else.
    """

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="disputes")
    opened_by = models.CharField(max_length=12)
    text = models.CharField(max_length=1000)
    opened_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    proposed_by = models.CharField(max_length=12, blank=True)
    proposal = models.CharField(max_length=1000, blank=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(opened_by__in=_known(Side)), name="dispute_known_side"),
            models.CheckConstraint(condition=Q(proposed_by__in=["", *_known(Side)]), name="dispute_known_proposer"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *_known(DisputeOutcome)]), name="dispute_known_outcome"
            ),
            models.UniqueConstraint(fields=("line",), condition=Q(ended_at=None), name="dispute_one_open"),
        )

    def __str__(self) -> str:
        return str(self.id)


class OutboxEvent(BaseModel):
    """Something that a provider's own systems may hear of; see `outbox.py`. Ids and a word: no text, no name, no place."""

    word = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="outbox")
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return f"{self.id} {self.word}"
