"""Adds an address that hears of events, gives it another secret, tests it, lets it hear again, and removes it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.api_access.errors import EndpointFault, EndpointRefused, NoSuchEndpoint
from weerbaar.portal.api_access.events import AccessEvent
from weerbaar.portal.api_access.models import WebhookDelivery, WebhookEndpoint
from weerbaar.portal.api_access.sending import leads_inside, place_of
from weerbaar.portal.api_access.services.deliver_events import TEST_WORD
from weerbaar.portal.api_access.signing import new_secret
from weerbaar.portal.api_access.tasks import deliver_message
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.quotes.outbox import OutboxWord
from weerbaar.portal.scans.connectors.vault import seal
from weerbaar.portal.scans.connectors.words import CloudRefused

MOST_ENDPOINTS = 5
LONGEST_URL = 300
# So long both secrets sign, so that a receiver can take the new one in without missing a message.
BOTH_SIGN = timedelta(hours=24)
# A test is sent within seconds; until then the next look for what is due leaves it alone.
_LEASE = timedelta(seconds=120)


@dataclass(frozen=True, slots=True)
class NewSecret:
    """What the page shows once: the secret that messages to this address are signed with."""

    endpoint_id: uuid.UUID
    url: str
    secret: str


def add_endpoint(
    organisation_id: uuid.UUID, url: str, words: Collection[OutboxWord], *, actor: Person, now: datetime | None = None
) -> NewSecret:
    """The address hears of these events from now on.

    Raises:
        NoSuchOrganisation: this person does not belong to it, or it is no provider.
        NotAllowed: no owner.
        EndpointRefused: the address cannot be used, or no events were chosen.
    """
    now, url = now or timezone.now(), url.strip()
    with transaction.atomic():
        if assert_may_manage(actor, organisation_id).kind is not OrganisationKind.PROVIDER:
            raise NoSuchOrganisation
        _assert_usable(url)
        if not words:
            raise EndpointRefused(EndpointFault.NO_WORDS)
        others = WebhookEndpoint.objects.filter(organisation_id=organisation_id)
        if others.filter(url=url).exists():
            raise EndpointRefused(EndpointFault.SAME)
        if others.count() >= MOST_ENDPOINTS:
            raise EndpointRefused(EndpointFault.TOO_MANY)
        secret = new_secret()
        row = WebhookEndpoint.objects.create(
            organisation_id=organisation_id,
            url=url,
            words=[word.value for word in OutboxWord if word in words],
            secret=_sealed(secret),
            made_by_id=actor.user_id,
            made_at=now,
        )
        _note(AccessEvent.ENDPOINT_ADDED, row, actor)
    return NewSecret(row.id, url, secret)


def renew_secret(
    organisation_id: uuid.UUID, endpoint_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> NewSecret:
    """Another secret. For a day the former one signs along.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchEndpoint: this person is no owner, or it is not the provider's.
        EndpointRefused: this installation cannot keep secrets.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row = _row(organisation_id, endpoint_id, actor)
        secret = new_secret()
        row.former_secret, row.former_until, row.secret = row.secret, now + BOTH_SIGN, _sealed(secret)
        row.save(update_fields=("former_secret", "former_until", "secret"))
        _note(AccessEvent.ENDPOINT_RENEWED, row, actor)
    return NewSecret(row.id, row.url, secret)


def send_test(
    organisation_id: uuid.UUID, endpoint_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """A message without meaning, tried once: the delivery.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchEndpoint: this person is no owner, or it is not the provider's.
    """
    now = now or timezone.now()
    with transaction.atomic():
        endpoint = _row(organisation_id, endpoint_id, actor)
        row = WebhookDelivery.objects.create(endpoint=endpoint, word=TEST_WORD, made_at=now, next_at=now + _LEASE)
        deliver_message.enqueue(str(row.id), 0)
        _note(AccessEvent.ENDPOINT_TESTED, endpoint, actor)
    return row.id


def resume(organisation_id: uuid.UUID, endpoint_id: uuid.UUID, *, actor: Person) -> None:
    """Events are sent there again. What happened meanwhile is not: the interface still tells it.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchEndpoint: this person is no owner, or it is not the provider's.
    """
    with transaction.atomic():
        row = _row(organisation_id, endpoint_id, actor)
        if row.paused_at is not None:
            WebhookEndpoint.objects.filter(id=row.id).update(paused_at=None)
            _note(AccessEvent.ENDPOINT_RESUMED, row, actor)


def remove_endpoint(organisation_id: uuid.UUID, endpoint_id: uuid.UUID, *, actor: Person) -> None:
    """The address and what is known of messages to it are erased.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchEndpoint: this person is no owner, or it is not the provider's.
    """
    with transaction.atomic():
        row = _row(organisation_id, endpoint_id, actor)
        _note(AccessEvent.ENDPOINT_REMOVED, row, actor)
        row.delete()


def _row(organisation_id: uuid.UUID, endpoint_id: uuid.UUID, actor: Person) -> WebhookEndpoint:
    assert_may_manage(actor, organisation_id)
    rows = WebhookEndpoint.objects.select_for_update()
    row = rows.filter(id=endpoint_id, organisation_id=organisation_id).first()
    if row is None:
        raise NoSuchEndpoint
    return row


def _assert_usable(url: str) -> None:
    if not url.startswith("https://"):
        raise EndpointRefused(EndpointFault.NOT_HTTPS)
    place = place_of(url)
    if place is None or len(url) > LONGEST_URL:
        raise EndpointRefused(EndpointFault.NO_ADDRESS)
    if leads_inside(place):
        raise EndpointRefused(EndpointFault.INSIDE)


def _sealed(secret: str) -> bytes:
    try:
        return seal(secret)
    except CloudRefused as error:
        raise EndpointRefused(EndpointFault.NOT_SET_UP) from error


def _note(word: AccessEvent, row: WebhookEndpoint, actor: Person) -> None:
    record_event(word, actor=actor, subject_id=row.id, organisation_id=row.organisation_id)
