"""Four tables: tokens, the answers to calls that may be repeated, addresses that hear of events, and what was sent there."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.api_access.words import DeliveryFault, DeliveryState
from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.quotes.models import OutboxEvent


class ApiToken(BaseModel):
    """The key of a program. It acts in the name of who made it, and ends when that person leaves the provider.

    The token itself is known by its hash only; `start` are its first letters, to tell one from another. `minute` and `calls`
    count the calls of the present minute (minutes since 1970).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="api_tokens")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12)
    scopes = models.JSONField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)
    minute = models.PositiveIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-made_at", "id")

    def __str__(self) -> str:
        return f"{self.id} {self.start}"


class AnsweredCall(BaseModel):
    """What was answered to a call with an idempotency key. `asked` is a hash of method, path and body."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="answered")
    key = models.CharField(max_length=80)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("token", "key"), name="call_answered_once"),)

    def __str__(self) -> str:
        return f"{self.id} {self.status}"


class WebhookEndpoint(BaseModel):
    """An address that hears of events. `words` are those of the outbox that it wants.

    Secrets are sealed with the key of the installation. After a renewal both sign until `former_until`. `paused_at` is when we
    gave up; events after that are not sent until somebody resumes.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="webhooks")
    url = models.CharField(max_length=300)
    words = models.JSONField()
    secret = models.BinaryField()
    former_secret = models.BinaryField(null=True)
    former_until = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("made_at", "id")
        constraints = (models.UniqueConstraint(fields=("organisation", "url"), name="webhook_address_once"),)

    def __str__(self) -> str:
        return str(self.id)


class WebhookDelivery(BaseModel):
    """One message to one address; its id is the id of the message, the same in every try. No body is kept.

    `event` is empty for a test. `status` is what the last try was answered (0: nothing), `fault` why it failed.
    """

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(OutboxEvent, null=True, on_delete=models.CASCADE, related_name="deliveries")
    word = models.CharField(max_length=32)
    state = models.CharField(max_length=12, default=DeliveryState.WAITING.value)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ("-made_at", "id")
        indexes = (models.Index(fields=("state", "next_at")),)
        constraints = (
            models.UniqueConstraint(fields=("endpoint", "event"), name="delivery_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DeliveryState]), name="delivery_known_state"
            ),
            models.CheckConstraint(
                condition=Q(fault__in=["", *(fault.value for fault in DeliveryFault)]), name="delivery_known_fault"
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.state}"
