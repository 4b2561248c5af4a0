"""The owner of a provider connects its own programs: keys and secrets shown once, and what became of messages."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.people import Somebody, somebody
from tests.portal.quotes.orders import a_provider
from weerbaar.portal.api_access.models import ApiToken, WebhookDelivery, WebhookEndpoint
from weerbaar.portal.api_access.services.use_token import use_token
from weerbaar.portal.api_access.words import DeliveryFault, DeliveryState
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.providers.models import Provider

pytestmark = pytest.mark.django_db
URL = "https://haak.example/weerbaar"


@pytest.fixture
def dirk() -> Somebody:
    return somebody("dirk")


@pytest.fixture
def provider(dirk: Somebody) -> Provider:
    return a_provider(dirk)


def _root(provider: Provider) -> str:
    return f"/dienstverlener/{provider.organisation_id}/koppelingen/"


def _token(dirk: Somebody, provider: Provider, **fields: Any) -> Any:
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    filled = {"name": "Ticketsysteem", "scopes": ["requests:read", "quotes:write"], "until": until, **fields}
    return dirk.client().post(_root(provider), filled)


def _hook(dirk: Somebody, provider: Provider, **fields: Any) -> Any:
    filled = {"url": URL, "words": ["request.invited"], **fields}
    return dirk.client().post(f"{_root(provider)}adressen/", filled)


def test_a_key_is_shown_once_and_opens_what_was_chosen(dirk: Somebody, provider: Provider) -> None:
    made = _token(dirk, provider)
    assert made.status_code == 200 and "no-store" in made["Cache-Control"]
    shown = made.context["token"].token
    assert shown in made.content.decode()
    assert use_token(shown).scopes == {"requests:read", "quotes:write"}
    page = dirk.client().get(_root(provider)).content.decode()
    assert shown not in page and "Ticketsysteem" in page and "In gebruik" in page
    assert Event.objects.filter(word="person:api-token:make", organisation_id=provider.organisation_id).count() == 1


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(dirk: Somebody, provider: Provider) -> None:
    for fields, field in (
        ({"name": ""}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"until": ""}, "until"),
        ({"until": "2026-02-31"}, "until"),
        ({"until": "morgen"}, "until"),
        ({"until": "2020-01-01"}, "until"),
    ):
        said = _token(dirk, provider, **fields)
        assert said.status_code == 422 and f'href="#{field}"' in said.content.decode(), fields
        if "name" not in fields:
            assert "Ticketsysteem" in said.content.decode()
    assert ApiToken.objects.count() == 0


def test_a_key_is_withdrawn(dirk: Somebody, provider: Provider) -> None:
    _token(dirk, provider)
    row = ApiToken.objects.get()
    path = f"{_root(provider)}sleutels/{row.id}/intrekken/"
    assert dirk.client().get(path).status_code == 405
    assert dirk.client().post(path).status_code == 302
    assert "Ingetrokken op" in dirk.client().get(_root(provider)).content.decode()


def test_an_address_gets_a_secret_that_is_shown_once(dirk: Somebody, provider: Provider) -> None:
    made = _hook(dirk, provider)
    secret = made.context["secret"].secret
    assert secret.startswith("whsec_") and secret in made.content.decode()
    page = dirk.client().get(_root(provider)).content.decode()
    assert URL in page and secret not in page


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"url": "http://haak.example/"}, "url"),
        ({"url": "https://10.0.0.1/"}, "url"),
        ({"url": ""}, "url"),
        ({"words": []}, "words"),
        ({"words": ["everything"]}, "words"),
    ],
)
def test_an_address_that_cannot_be_is_refused(
    dirk: Somebody, provider: Provider, fields: dict[str, Any], field: str
) -> None:
    said = _hook(dirk, provider, **fields)
    assert said.status_code == 422 and f'href="#{field}"' in said.content.decode()
    assert WebhookEndpoint.objects.count() == 0


def test_an_address_is_tested_renewed_resumed_and_removed(dirk: Somebody, provider: Provider) -> None:
    first = _hook(dirk, provider).context["secret"].secret
    row = WebhookEndpoint.objects.get()
    WebhookEndpoint.objects.update(paused_at=timezone.now())
    assert "Gestopt" in dirk.client().get(_root(provider)).content.decode()
    path = f"{_root(provider)}adressen/{row.id}/"

    def do(doe: str) -> Any:
        return dirk.client().post(path, {"doe": doe})

    assert do("test").status_code == 302 and WebhookDelivery.objects.get().word == "webhook.test"
    assert do("hervat").status_code == 302 and WebhookEndpoint.objects.get().paused_at is None
    renewed = do("vernieuw").context["secret"].secret
    assert renewed != first
    assert "tekent het vorige geheim mee" in dirk.client().get(_root(provider)).content.decode()
    assert do("iets").status_code == 400
    assert do("verwijder").status_code == 302 and WebhookEndpoint.objects.count() == 0
    assert do("test").status_code == 404


def test_the_page_says_what_became_of_messages(dirk: Somebody, provider: Provider) -> None:
    _hook(dirk, provider)
    endpoint, now = WebhookEndpoint.objects.get(), timezone.now()
    for state, fault, status, tries in (
        (DeliveryState.DELIVERED, "", 204, 1),
        (DeliveryState.WAITING, "", 0, 0),
        (DeliveryState.WAITING, DeliveryFault.REFUSED, 503, 2),
        (DeliveryState.GIVEN_UP, DeliveryFault.CERTIFICATE, 0, 9),
    ):
        WebhookDelivery.objects.create(
            endpoint=endpoint,
            word="quote.accepted",
            state=state.value,
            made_at=now,
            next_at=now + timedelta(hours=1) if state is DeliveryState.WAITING else None,
            tries=tries,
            status=status,
            fault=fault,
        )
    page = dirk.client().get(_root(provider)).content.decode()
    for words in ("Aangenomen", "Onderweg", "Het antwoord was 503.", "We proberen het weer op", "Het certificaat daar"):
        assert words in page


def test_every_fault_and_event_has_words(dirk: Somebody, provider: Provider) -> None:
    from weerbaar.portal.api_access.errors import EndpointFault, TokenFault
    from weerbaar.portal.quotes.outbox import OutboxWord
    from weerbaar.portal.web.provider.access_words import _fault_words, endpoint_fault, token_fault, word_words

    assert set(word_words()) == set(OutboxWord) and set(_fault_words()) == set(DeliveryFault)
    for token in TokenFault:
        assert token_fault(token)
    for endpoint in EndpointFault:
        assert endpoint_fault(endpoint)


def test_only_the_owner_comes_here(dirk: Somebody, provider: Provider) -> None:
    _token(dirk, provider)
    _hook(dirk, provider)
    gijs, eva = somebody("gijs"), somebody("eva")
    Membership.objects.create(organisation_id=provider.organisation_id, user=gijs.user, role="member")
    root = _root(provider)
    token, hook = ApiToken.objects.get().id, WebhookEndpoint.objects.get().id
    for who, status in ((gijs, 403), (eva, 404)):
        client = who.client()
        assert client.get(root).status_code == status
        assert _token(who, provider).status_code == status
        assert _hook(who, provider).status_code == status
        assert client.post(f"{root}sleutels/{token}/intrekken/").status_code == status
        for doe in ("test", "hervat", "vernieuw", "verwijder"):
            assert client.post(f"{root}adressen/{hook}/", {"doe": doe}).status_code == status
    assert Client().get(root).status_code == 302
    assert dirk.client().post(f"{root}sleutels/{uuid.uuid4()}/intrekken/").status_code == 404
    other = a_provider(eva, "Bitwacht")
    assert eva.client().post(f"{_root(other)}sleutels/{token}/intrekken/").status_code == 404
    assert eva.client().post(f"{_root(other)}adressen/{hook}/", {"doe": "verwijder"}).status_code == 404
    assert ApiToken.objects.get().withdrawn_at is None and WebhookEndpoint.objects.count() == 1


def test_the_export_of_the_provider_holds_them_without_secrets(dirk: Somebody, provider: Provider) -> None:
    from weerbaar.portal.organisations.selectors import organisation_of
    from weerbaar.portal.web.entrepreneur.export_tables import export_document

    made, hook = _token(dirk, provider).context["token"], _hook(dirk, provider).context["secret"]
    told = export_document(organisation_of(dirk.person, provider.organisation_id), timezone.now())
    assert told["programs"]["tokens"][0]["name"] == "Ticketsysteem" and told["programs"]["webhooks"][0]["url"] == URL
    assert made.token not in str(told) and hook.secret not in str(told)
