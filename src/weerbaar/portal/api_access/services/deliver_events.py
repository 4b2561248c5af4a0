"""Passes events on to the addresses of providers: at least once, with longer and longer pauses, until it gives up."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.api_access import sending
from weerbaar.portal.api_access.events import AccessEvent
from weerbaar.portal.api_access.models import WebhookDelivery, WebhookEndpoint
from weerbaar.portal.api_access.signing import headers_of
from weerbaar.portal.api_access.tasks import deliver_message
from weerbaar.portal.api_access.words import DeliveryFault, DeliveryState
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import WORKER
from weerbaar.portal.quotes.models import OutboxEvent
from weerbaar.portal.scans.connectors.vault import unseal
from weerbaar.portal.scans.connectors.words import CloudRefused

# After each failed try, so long until the next: together somewhat over a day, which outlasts a night and a bad morning.
PAUSES_S = (5, 60, 300, 1800, 7200, 18_000, 28_800, 43_200)
KEPT = timedelta(days=30)
# How long one who took a message up may be busy before another takes it: more than the longest try.
_LEASE = timedelta(seconds=120)
_AT_ONCE = 100
_GONE = 410
TEST_WORD = "webhook.test"


def spread(event_id: uuid.UUID, *, now: datetime | None = None) -> None:
    """A message for every address of the provider that wants events of this word. Once more changes nothing."""
    now = now or timezone.now()
    with transaction.atomic():
        event = OutboxEvent.objects.select_related("provider").filter(id=event_id).first()
        if event is None:
            return
        for endpoint in WebhookEndpoint.objects.filter(
            organisation_id=event.provider.organisation_id, paused_at=None, made_at__lte=event.made_at
        ):
            if event.word in endpoint.words:
                row, is_new = WebhookDelivery.objects.get_or_create(
                    endpoint=endpoint,
                    event=event,
                    defaults={"word": event.word, "made_at": event.made_at, "next_at": now + _LEASE},
                )
                if is_new:
                    deliver_message.enqueue(str(row.id), 0)


def deliver(delivery_id: uuid.UUID, tries: int, *, now: datetime | None = None) -> None:
    """One try, if nobody else made it. Between taking the message up and writing down what came of it no transaction is open."""
    now = now or timezone.now()
    taken = WebhookDelivery.objects.filter(id=delivery_id, state=DeliveryState.WAITING, tries=tries)
    if not taken.update(tries=tries + 1, tried_at=now, next_at=now + _LEASE):
        return
    row = WebhookDelivery.objects.select_related("endpoint", "event").get(id=delivery_id)
    if row.endpoint.paused_at is not None and row.event_id is not None:
        _end(row, tries + 1, DeliveryState.GIVEN_UP)
        return
    body = body_of(row)
    try:
        held = _secrets(row.endpoint, now)
    except CloudRefused:
        sent = sending.Sent(0, DeliveryFault.SECRET)
    else:
        sent = sending.post(row.endpoint.url, body, headers_of(held, message_id(row), int(now.timestamp()), body))
    _note(row, tries, sent, now)


def send_due(*, now: datetime | None = None) -> int:
    """Enqueue the messages whose pause is over; how many. Of a message taken up twice one try wins."""
    now = now or timezone.now()
    due = WebhookDelivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=now)
    found = list(due.order_by("next_at", "id").values_list("id", "tries")[:_AT_ONCE])
    for delivery_id, tries in found:
        with transaction.atomic():
            if due.filter(id=delivery_id, tries=tries).update(next_at=now + _LEASE):
                deliver_message.enqueue(str(delivery_id), tries)
    return len(found)


def forget_deliveries(*, now: datetime | None = None) -> None:
    """Erase what was passed on, or could not be, more than thirty days ago."""
    before = (now or timezone.now()) - KEPT
    WebhookDelivery.objects.filter(made_at__lt=before).exclude(state=DeliveryState.WAITING).delete()
    OutboxEvent.objects.filter(made_at__lt=before).exclude(deliveries__state=DeliveryState.WAITING).delete()


def message_id(row: WebhookDelivery) -> str:
    """The id of the message: the same in every try, so that receivers know one that they had."""
    return f"msg_{row.id.hex}"


def body_of(row: WebhookDelivery) -> bytes:
    """The message: a word, when it happened, and the id to ask the interface for. Nothing else, and the same in every try."""
    data: dict[str, Any] = {"id": str(row.event.subject_id)} if row.event else {}
    moment = row.made_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return json.dumps({"type": row.word, "timestamp": moment, "data": data}, separators=(",", ":")).encode()


def _secrets(endpoint: WebhookEndpoint, now: datetime) -> list[str]:
    """The secrets in force, newest first."""
    held = [unseal(bytes(endpoint.secret))]
    if endpoint.former_secret is not None and endpoint.former_until is not None and now < endpoint.former_until:
        held.append(unseal(bytes(endpoint.former_secret)))
    return held


def _note(row: WebhookDelivery, tries: int, sent: sending.Sent, now: datetime) -> None:
    row.status, row.fault = sent.status, sent.fault.value if sent.fault else ""
    if sent.fault is None:
        _end(row, tries + 1, DeliveryState.DELIVERED)
    elif row.event_id is None:
        _end(row, tries + 1, DeliveryState.GIVEN_UP)  # a test: whoever asked looks at the page now
    elif tries < len(PAUSES_S) and sent.status != _GONE:
        WebhookDelivery.objects.filter(id=row.id, tries=tries + 1, state=DeliveryState.WAITING).update(
            status=row.status, fault=row.fault, next_at=now + timedelta(seconds=PAUSES_S[tries])
        )
    else:
        _give_up(row, tries + 1, now)


def _end(row: WebhookDelivery, tries: int, state: DeliveryState) -> int:
    """One UPDATE, and only of the try that it is about: somebody who comes late changes nothing."""
    rows = WebhookDelivery.objects.filter(id=row.id, tries=tries, state=DeliveryState.WAITING)
    return rows.update(state=state.value, status=row.status, fault=row.fault, next_at=None)


def _give_up(row: WebhookDelivery, tries: int, now: datetime) -> None:
    with transaction.atomic():
        if not _end(row, tries, DeliveryState.GIVEN_UP):
            return
        if WebhookEndpoint.objects.filter(id=row.endpoint_id, paused_at=None).update(paused_at=now):
            record_event(
                AccessEvent.ENDPOINT_PAUSED,
                actor=WORKER,
                subject_id=row.endpoint_id,
                organisation_id=row.endpoint.organisation_id,
            )
