"""Events reach a provider's own system signed and at least once; when nobody answers we wait longer and longer, and say so."""

import ipaddress
import json
import socket
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.portal.api_access.receiver import HOST, Receiver, leads_to, receiver
from tests.portal.people import Somebody, somebody
from tests.portal.quotes.orders import a_provider
from weerbaar.portal.api_access import sending
from weerbaar.portal.api_access.models import WebhookDelivery, WebhookEndpoint
from weerbaar.portal.api_access.selectors import endpoints_of
from weerbaar.portal.api_access.services.deliver_events import (
    PAUSES_S,
    deliver,
    forget_deliveries,
    send_due,
    spread,
)
from weerbaar.portal.api_access.services.keep_endpoint import (
    add_endpoint,
    remove_endpoint,
    renew_secret,
    resume,
    send_test,
)
from weerbaar.portal.api_access.signing import signature
from weerbaar.portal.audit.models import Event
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.models import OutboxEvent
from weerbaar.portal.quotes.outbox import OutboxWord, note

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """Dirk's firm, its system, and the secret between the two."""

    dirk: Somebody
    provider: Provider
    system: Receiver
    endpoint_id: uuid.UUID
    secret: str

    def event(self, word: OutboxWord = OutboxWord.REQUEST_INVITED) -> OutboxEvent:
        """Something happens, and is made a message of."""
        note(word, uuid.uuid4(), self.provider.id)
        event = OutboxEvent.objects.latest("made_at")
        spread(event.id)
        return event

    def message(self) -> WebhookDelivery:
        """The newest message as it is now."""
        return WebhookDelivery.objects.latest("made_at")

    def endpoint(self) -> WebhookEndpoint:
        """The address as it is now."""
        return WebhookEndpoint.objects.get(id=self.endpoint_id)


@pytest.fixture
def world(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    settings.WEBHOOK_RANGES = (ipaddress.ip_network("127.0.0.0/8"),)
    leads_to(monkeypatch, "127.0.0.1")
    dirk = somebody("dirk")
    provider = a_provider(dirk)
    with receiver(tmp_path) as system:
        monkeypatch.setenv("WEERBAAR_CA_FILE", str(system.ca_file))
        made = add_endpoint(provider.organisation_id, system.url, list(OutboxWord), actor=dirk.person)
        yield World(dirk, provider, system, made.endpoint_id, made.secret)


def test_an_event_arrives_signed_and_tells_an_id_and_nothing_else(world: World) -> None:
    event = world.event()
    deliver(world.message().id, 0)
    ((headers, body),) = world.system.heard
    assert json.loads(body) == {
        "type": "request.invited",
        "timestamp": event.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "data": {"id": str(event.subject_id)},
    }
    assert headers[":path"] == "/haak?bron=weerbaar" and headers["content-type"] == "application/json"
    moment = int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == signature(world.secret, headers["webhook-id"], moment, body)
    sent = world.message()
    assert (sent.state, sent.status, sent.tries, sent.fault) == ("delivered", 204, 1, "")


def test_the_signature_is_that_of_the_specification() -> None:
    """The worked example of Standard Webhooks."""
    told = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert told == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_an_event_is_noted_for_the_worker_inside_its_transaction(world: World) -> None:
    note(OutboxWord.QUOTE_ACCEPTED, uuid.uuid4(), world.provider.id)
    event = OutboxEvent.objects.get()
    (waiting,) = DBTaskResult.objects.filter(task_path__endswith="spread_event")
    assert waiting.args_kwargs["args"] == [str(event.id)]
    note(OutboxWord.QUOTE_ACCEPTED, uuid.uuid4(), None)
    assert OutboxEvent.objects.count() == 1


def test_an_event_spread_twice_is_one_message(world: World) -> None:
    event = world.event()
    spread(event.id)
    assert WebhookDelivery.objects.count() == 1


def test_of_two_workers_with_the_same_try_one_sends(world: World) -> None:
    world.event()
    deliver(world.message().id, 0)
    deliver(world.message().id, 0)
    assert len(world.system.heard) == 1


def test_an_address_hears_only_what_it_wants_and_only_of_its_own_provider(world: World) -> None:
    WebhookEndpoint.objects.update(words=["quote.accepted"])
    world.event(OutboxWord.REQUEST_INVITED)
    assert WebhookDelivery.objects.count() == 0
    other = a_provider(somebody("eva"), "Bitwacht")
    note(OutboxWord.QUOTE_ACCEPTED, uuid.uuid4(), other.id)
    spread(OutboxEvent.objects.get(provider=other).id)
    assert WebhookDelivery.objects.count() == 0
    world.event(OutboxWord.QUOTE_ACCEPTED)
    assert WebhookDelivery.objects.count() == 1


def test_after_each_failure_the_pause_is_longer_and_the_message_is_the_same(world: World) -> None:
    world.system.answers = [500]
    world.event()
    now = timezone.now()
    for tries, pause_s in enumerate(PAUSES_S):
        deliver(world.message().id, tries, now=now)
        sent = world.message()
        assert (sent.state, sent.status, sent.fault, sent.tries) == ("waiting", 500, "refused", tries + 1)
        assert sent.next_at == now + timedelta(seconds=pause_s)
        assert send_due(now=now + timedelta(seconds=pause_s - 1)) == 0
        assert send_due(now=now + timedelta(seconds=pause_s)) == 1
        now += timedelta(seconds=pause_s)
    assert list(PAUSES_S) == sorted(PAUSES_S)
    assert len({(headers["webhook-id"], body) for headers, body in world.system.heard}) == 1
    assert len({headers["webhook-timestamp"] for headers, _body in world.system.heard}) == len(PAUSES_S)


def test_in_the_end_we_give_up_pause_the_address_and_write_it_down(world: World) -> None:
    world.system.answers = [503]
    world.event()
    for tries in range(len(PAUSES_S) + 1):
        deliver(world.message().id, tries)
    assert world.message().state == "given-up" and world.endpoint().paused_at is not None
    assert Event.objects.get(word="worker:webhook:pause").subject_id == world.endpoint_id
    (shown,) = endpoints_of(world.provider.organisation_id, world.dirk.person)
    assert shown.paused_at is not None and shown.deliveries[0].state == "given-up"
    world.event()
    assert WebhookDelivery.objects.count() == 1  # nothing more goes there
    resume(world.provider.organisation_id, world.endpoint_id, actor=world.dirk.person)
    world.system.answers = [200]
    world.event()
    deliver(world.message().id, 0)
    assert world.message().state == "delivered"


def test_a_receiver_that_says_gone_is_left_alone_at_once(world: World) -> None:
    world.system.answers = [410]
    world.event()
    deliver(world.message().id, 0)
    assert world.message().state == "given-up" and world.endpoint().paused_at is not None


def test_a_redirect_is_not_followed(world: World) -> None:
    world.system.answers, world.system.location = [307], world.system.url
    world.event()
    deliver(world.message().id, 0)
    assert (world.message().fault, world.message().status) == ("redirect", 307)
    assert len(world.system.heard) == 1


def test_a_try_that_was_lost_is_made_again(world: World) -> None:
    """A worker that dies between taking a message up and writing down what came of it."""
    world.event()
    now = timezone.now()
    WebhookDelivery.objects.update(tries=1, tried_at=now, next_at=now + timedelta(seconds=120))
    assert send_due(now=now + timedelta(seconds=121)) == 1
    deliver(world.message().id, 1)
    assert world.message().state == "delivered" and world.message().tries == 2


def test_addresses_inside_are_not_connected_to(world: World, settings: Any) -> None:
    settings.WEBHOOK_RANGES = ()
    world.event()
    deliver(world.message().id, 0)
    assert world.message().fault == "address" and world.system.heard == []


def test_a_name_that_leads_inside_as_well_is_left_alone(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOK_RANGES = ()
    leads_to(monkeypatch, "9.9.9.9", "169.254.169.254")
    world.event()
    deliver(world.message().id, 0)
    assert world.message().fault == "address"


def test_the_name_is_looked_up_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look-up could lead elsewhere than the one that was guarded."""
    asked = leads_to(monkeypatch, "127.0.0.1")
    world.event()
    deliver(world.message().id, 0)
    assert world.message().state == "delivered" and asked == [HOST]


def test_a_certificate_of_another_name_is_refused(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOK_RANGES = (ipaddress.ip_network("127.0.0.0/8"),)
    leads_to(monkeypatch, "127.0.0.1")
    with receiver(tmp_path, host="elders.example") as system:
        monkeypatch.setenv("WEERBAAR_CA_FILE", str(system.ca_file))
        assert sending.post(system.url, b"{}", {}).fault == "certificate"
        monkeypatch.delenv("WEERBAAR_CA_FILE")
        assert sending.post(system.url, b"{}", {}).fault == "certificate"
        assert system.heard == []


def test_a_receiver_that_is_too_slow_or_away_is_told_apart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "TIMEOUT_S", 0.3)
    world.system.silent_s = 0.6
    assert sending.post(world.system.url, b"{}", {}).fault == "too-slow"
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    assert sending.post(f"https://127.0.0.1:{port}/", b"{}", {}).fault == "not-reached"


def test_after_a_renewal_both_secrets_sign_for_a_day(world: World) -> None:
    now = timezone.now()
    newer = renew_secret(world.provider.organisation_id, world.endpoint_id, actor=world.dirk.person, now=now)
    assert newer.secret != world.secret
    for later, held in ((timedelta(hours=23), [newer.secret, world.secret]), (timedelta(hours=24), [newer.secret])):
        world.event()
        deliver(world.message().id, 0, now=now + later)
        headers, body = world.system.heard[-1]
        moment = int(headers["webhook-timestamp"])
        wanted = [signature(secret, headers["webhook-id"], moment, body) for secret in held]
        assert headers["webhook-signature"].split(" ") == wanted


def test_secrets_are_sealed_in_the_database(world: World) -> None:
    assert world.secret.removeprefix("whsec_").encode() not in bytes(world.endpoint().secret)


def test_a_test_is_tried_once_even_while_the_address_rests(world: World) -> None:
    WebhookEndpoint.objects.update(paused_at=timezone.now())
    for answer, state in ((204, "delivered"), (500, "given-up")):
        world.system.answers = [answer]
        sent = send_test(world.provider.organisation_id, world.endpoint_id, actor=world.dirk.person)
        deliver(sent, 0)
        assert WebhookDelivery.objects.get(id=sent).state == state
    assert json.loads(world.system.heard[0][1])["type"] == "webhook.test"


def test_a_removed_address_hears_nothing_of_what_waits(world: World) -> None:
    world.event()
    waiting = world.message().id
    remove_endpoint(world.provider.organisation_id, world.endpoint_id, actor=world.dirk.person)
    deliver(waiting, 0)
    assert world.system.heard == []


def test_what_was_passed_on_is_forgotten_after_thirty_days(world: World) -> None:
    event = world.event()
    deliver(world.message().id, 0)
    forget_deliveries(now=event.made_at + timedelta(days=30))
    assert WebhookDelivery.objects.count() == 1
    forget_deliveries(now=event.made_at + timedelta(days=30, seconds=1))
    assert WebhookDelivery.objects.count() == 0 and OutboxEvent.objects.count() == 0
