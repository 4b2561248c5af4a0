"""A supplier with a link to a request: the same deeds without an account, and nothing behind any other link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import BACKUP, MAIL
from weerbaar.portal.action_plans.models import Handover
from weerbaar.portal.audit.selectors import events_of_organisation
from weerbaar.portal.core.ids import new_token
from weerbaar.portal.quotes.models import Quote, QuoteRequest, RequestAttachment, RequestInvitation, WorkOrder
from weerbaar.portal.quotes.services.accept_quote import accept_quote
from weerbaar.portal.quotes.services.submit_quote import submit_quote
from weerbaar.portal.quotes.services.supplier_link import make_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Asked:
    return asked()


def _url(here: Asked, rest: str = "") -> str:
    return f"/aanvraag/{here.token}/{rest}"


def _typed(here: Asked) -> dict[str, str]:
    key = here.requested(MAIL).id
    until = (timezone.localdate() + timedelta(days=40)).isoformat()
    return {
        f"want-{key}": "on",
        f"scope-{key}": "Regel zetten",
        f"price-{key}": "420",
        f"vat-{key}": "21",
        f"days-{key}": "8",
        "valid_until": until,
    }


def test_the_link_shows_the_request_without_who_asks_and_is_kept_nowhere(here: Asked) -> None:
    response = Client().get(_url(here))
    assert "Nettex IT" in response.text
    assert f"Taak {MAIL}" in response.text
    assert "eegrol" not in response.text
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert events_of_organisation(here.here.id)[0].word == "link-holder:request:open"


def test_the_supplier_asks_quotes_and_withdraws(here: Asked) -> None:
    client = Client()
    assert "Welke mailserver?" in client.post(_url(here, "vraag/"), {"question": "Welke mailserver?"}, follow=True).text
    assert "€\u00a0420" in client.post(_url(here, "offerte/"), _typed(here), follow=True).text
    quote = Quote.objects.get(invitation=here.link_invitation)
    client.post(_url(here, f"offerte/{quote.id}/intrekken/"))
    quote.refresh_from_db()
    assert quote.state == "withdrawn"
    words = {event.word for event in events_of_organisation(here.here.id)}
    assert words >= {"link-holder:question:ask", "link-holder:quote:submit", "link-holder:quote:withdraw"}


def test_the_supplier_declines(here: Asked) -> None:
    assert Client().post(_url(here, "afwijzen/"), {"reason": ""}).status_code == 422
    assert "Je hebt afgewezen" in Client().post(_url(here, "afwijzen/"), {"reason": "Geen tijd"}, follow=True).text
    assert here.state(here.link_invitation) == "declined"


def test_a_wrong_form_is_refused(here: Asked) -> None:
    assert Client().post(_url(here, "offerte/"), {**_typed(here), "valid_until": ""}).status_code == 422
    assert not Quote.objects.exists()


def test_a_link_opens_its_own_request_alone(here: Asked) -> None:
    other = RequestInvitation.objects.get(id=here.invitation.id)
    quote = other.quotes.create(submitted_at=timezone.now(), valid_until=timezone.localdate())
    assert Client().post(_url(here, f"offerte/{quote.id}/intrekken/")).status_code == 404
    assert Client().get(f"/aanvraag/{new_token()}/").status_code == 404
    assert Client().post(f"/aanvraag/{new_token()}/offerte/", _typed(here)).status_code == 404
    quote.refresh_from_db()
    assert quote.state == "submitted"


def test_the_file_of_the_request_comes_with_the_link(here: Asked) -> None:
    file = RequestAttachment.objects.create(
        request=here.request,
        name="bijlage-1.pdf",
        media_type="application/pdf",
        content=b"%PDF-1.7",
        added_at=timezone.now(),
    )
    response = Client().get(_url(here, f"bestanden/{file.id}/"))
    assert response.content == b"%PDF-1.7"
    assert response["Cache-Control"] == "private, no-store"


def test_a_supplier_that_may_know_sees_who_asks(here: Asked) -> None:
    RequestInvitation.objects.filter(id=here.link_invitation.id).update(contact_at=timezone.now())
    assert "Bakkerij Deegrol vraagt een offerte" in Client().get(_url(here)).text


def test_a_withdrawn_request_shows_nothing_behind_its_link(here: Asked) -> None:
    QuoteRequest.objects.update(state="withdrawn", ended_at=timezone.now())
    response = Client().get(_url(here))
    assert response.status_code == 410
    assert "Nettex" not in response.text
    assert Client().post(_url(here, "offerte/"), _typed(here)).status_code == 410


def test_after_acceptance_the_same_link_opens_the_work_also_of_a_second_order(here: Asked) -> None:
    first = submit_quote(here.link_invitation.id, here.form(here.line(MAIL)), actor=here.by_link)
    accept_quote(here.here.id, first, {here.requested(MAIL).id}, actor=here.here.anna.person)
    page = Client().get(_url(here)).text
    assert f'href="/overdracht/{here.token}/"' in page
    assert "Bakkerij Deegrol" in Client().get(f"/overdracht/{here.token}/").text
    second = submit_quote(here.link_invitation.id, here.form(here.line(BACKUP)), actor=here.by_link)
    accept_quote(here.here.id, second, {here.requested(BACKUP).id}, actor=here.here.anna.person)
    work = Client().get(f"/overdracht/{here.token}/").text
    assert work.count('value="aannemen"') == 2
    assert {order.handover_id for order in WorkOrder.objects.all()} == {Handover.objects.get().id}


def test_a_renewed_link_opens_the_work_as_well(here: Asked) -> None:
    quote = submit_quote(here.link_invitation.id, here.form(here.line(MAIL)), actor=here.by_link)
    accept_quote(here.here.id, quote, {here.requested(MAIL).id}, actor=here.here.anna.person)
    link = make_link(here.here.id, here.link_invitation.id, actor=here.here.anna.person)
    assert Client().get(f"/overdracht/{link.token}/").status_code == 200
    assert Client().get(f"/overdracht/{here.token}/").status_code == 404
