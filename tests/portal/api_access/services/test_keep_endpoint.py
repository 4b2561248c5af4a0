"""Which addresses are taken in, by whom, and what is written down."""

import uuid

import pytest

from tests.portal.people import Somebody, company, somebody
from tests.portal.quotes.orders import a_provider
from weerbaar.portal.api_access.errors import EndpointFault, EndpointRefused, NoSuchEndpoint
from weerbaar.portal.api_access.models import WebhookEndpoint
from weerbaar.portal.api_access.services.keep_endpoint import (
    MOST_ENDPOINTS,
    add_endpoint,
    remove_endpoint,
    renew_secret,
    resume,
    send_test,
)
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.outbox import OutboxWord

pytestmark = pytest.mark.django_db
WORDS = [OutboxWord.REQUEST_INVITED]


@pytest.fixture
def dirk() -> Somebody:
    return somebody("dirk")


@pytest.fixture
def provider(dirk: Somebody) -> Provider:
    return a_provider(dirk)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://haak.example/", EndpointFault.NOT_HTTPS),
        ("ftp://haak.example/", EndpointFault.NOT_HTTPS),
        ("", EndpointFault.NOT_HTTPS),
        ("https://", EndpointFault.NO_ADDRESS),
        ("https://naam:geheim@haak.example/", EndpointFault.NO_ADDRESS),
        ("https://haak.example/#deel", EndpointFault.NO_ADDRESS),
        ("https://haak.example:22/", EndpointFault.NO_ADDRESS),
        ("https://haak.example:99999/", EndpointFault.NO_ADDRESS),
        ("https://haak.example/een twee", EndpointFault.NO_ADDRESS),
        ("https://haak.example/\r\nHost: elders", EndpointFault.NO_ADDRESS),
        (f"https://haak.example/{'a' * 300}", EndpointFault.NO_ADDRESS),
        ("https://127.0.0.1/", EndpointFault.INSIDE),
        ("https://10.1.2.3:8443/", EndpointFault.INSIDE),
        ("https://169.254.169.254/latest/", EndpointFault.INSIDE),
        ("https://[::1]/", EndpointFault.INSIDE),
        ("https://[::ffff:127.0.0.1]/", EndpointFault.INSIDE),
        ("https://[fd00::1]/", EndpointFault.INSIDE),
        ("https://0.0.0.0/", EndpointFault.INSIDE),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(
    dirk: Somebody, provider: Provider, url: str, fault: EndpointFault
) -> None:
    with pytest.raises(EndpointRefused) as refused:
        add_endpoint(provider.organisation_id, url, WORDS, actor=dirk.person)
    assert refused.value.fault is fault
    assert WebhookEndpoint.objects.count() == 0


def test_an_address_is_taken_in_once_with_words_and_up_to_a_number(dirk: Somebody, provider: Provider) -> None:
    with pytest.raises(EndpointRefused) as refused:
        add_endpoint(provider.organisation_id, "https://haak.example/", [], actor=dirk.person)
    assert refused.value.fault is EndpointFault.NO_WORDS
    for number in range(MOST_ENDPOINTS):
        add_endpoint(provider.organisation_id, f"https://haak.example/{number}", WORDS, actor=dirk.person)
    for url, fault in (
        ("https://haak.example/0", EndpointFault.SAME),
        ("https://haak.example/x", EndpointFault.TOO_MANY),
    ):
        with pytest.raises(EndpointRefused) as refused:
            add_endpoint(provider.organisation_id, url, WORDS, actor=dirk.person)
        assert refused.value.fault is fault


def test_only_the_owner_of_the_provider_decides(dirk: Somebody, provider: Provider) -> None:
    made = add_endpoint(provider.organisation_id, "https://haak.example/", WORDS, actor=dirk.person)
    gijs, eva = somebody("gijs"), somebody("eva")
    Membership.objects.create(organisation_id=provider.organisation_id, user=gijs.user, role="member")
    where = (provider.organisation_id, made.endpoint_id)
    for deed in (renew_secret, send_test, resume, remove_endpoint):
        with pytest.raises(NotAllowed):
            deed(*where, actor=gijs.person)
        with pytest.raises(NoSuchOrganisation):
            deed(*where, actor=eva.person)
        with pytest.raises(NoSuchEndpoint):
            deed(provider.organisation_id, uuid.uuid4(), actor=dirk.person)
    with pytest.raises(NotAllowed):
        add_endpoint(provider.organisation_id, "https://haak.example/2", WORDS, actor=gijs.person)
    with pytest.raises(NoSuchOrganisation):
        add_endpoint(company(dirk, "Dirks winkel"), "https://haak.example/2", WORDS, actor=dirk.person)


def test_all_of_it_is_written_down_without_the_address(dirk: Somebody, provider: Provider) -> None:
    made = add_endpoint(provider.organisation_id, "https://haak.example/", WORDS, actor=dirk.person)
    where = (provider.organisation_id, made.endpoint_id)
    WebhookEndpoint.objects.update(paused_at="2026-11-01T00:00:00Z")
    for deed in (renew_secret, send_test, resume, resume, remove_endpoint):
        deed(*where, actor=dirk.person)
    events = Event.objects.filter(subject_id=made.endpoint_id)
    assert sorted(events.values_list("word", flat=True)) == sorted(
        f"person:webhook:{verb}" for verb in ("add", "renew", "test", "resume", "remove")
    )
    assert all(event.details == {} and event.organisation_id == provider.organisation_id for event in events)
