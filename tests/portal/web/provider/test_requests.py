"""The provider's pages of requests and quotes: they work, for its people alone, by role, and keep what was typed."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import BACKUP, MAIL
from weerbaar.portal.audit.selectors import events_of_organisation
from weerbaar.portal.providers.models import Package, Provider
from weerbaar.portal.quotes.models import Quote, QuoteRequest, RequestAttachment, RequestInvitation, RequestQuestion
from weerbaar.portal.quotes.services.submit_quote import submit_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Asked:
    return asked()


def _url(here: Asked, rest: str = "", invitation: RequestInvitation | None = None) -> str:
    return f"{_home(here)}aanvragen/{(invitation or here.invitation).id}/{rest}"


def _home(here: Asked) -> str:
    return f"/dienstverlener/{here.provider.organisation_id}/"


def _typed(here: Asked, **changed: str) -> dict[str, str]:
    key = here.requested(MAIL).id
    filled = {
        f"want-{key}": "on",
        f"scope-{key}": "Regel zetten",
        f"price-{key}": "1.250,50",
        f"yearly-{key}": "",
        f"vat-{key}": "21",
        f"days-{key}": "8",
        "valid_until": (timezone.localdate() + timedelta(days=40)).isoformat(),
        "replaces": "0",
    }
    for name, value in changed.items():
        filled[f"{name}-{key}" if f"{name}-{key}" in filled else name] = value
    return filled


def test_the_overview_and_the_inbox_say_what_waits(here: Asked) -> None:
    client = here.dirk.client()
    assert "1 aanvraag wacht op je" in client.get(_home(here)).text
    page = client.get(f"{_home(here)}aanvragen/").text
    assert "1 aanvraag wacht op je" in page
    assert f"Taak {BACKUP}" in page
    assert "Deegrol" not in page


def test_an_empty_inbox_says_what_will_be_there(here: Asked) -> None:
    RequestInvitation.objects.all().delete()
    page = here.dirk.client().get(f"{_home(here)}aanvragen/").text
    assert "Er zijn nu geen aanvragen" in page


@pytest.mark.parametrize(
    ("stand", "state", "shown"),
    [("wacht", "invited", True), ("offerte", "invited", False), ("afgewezen", "declined", True)],
)
def test_filters_are_links(here: Asked, stand: str, state: str, shown: bool) -> None:
    RequestInvitation.objects.filter(id=here.invitation.id).update(state=state)
    page = here.dirk.client().get(f"{_home(here)}aanvragen/?stand={stand}").text
    assert (f"Taak {BACKUP}" in page) is shown


def test_the_request_shows_what_is_asked_and_not_who(here: Asked) -> None:
    RequestQuestion.objects.create(
        request=here.request, invitation=here.other_invitation, text="Hoeveel postbussen?", asked_at=timezone.now()
    )
    page = here.dirk.client().get(_url(here)).text
    for text in (f"Taak {MAIL}", f"Taak {BACKUP}", "Graag voor de zomer.", "Hoeveel postbussen?", "Offerte maken"):
        assert text in page
    for text in ("Deegrol", "deegrol", "anna", "Bitwacht", "Nettex"):
        assert text not in page
    assert events_of_organisation(here.here.id)[0].word == "provider:request:open"


def test_after_contact_the_company_its_domain_and_who_asked_are_shown(here: Asked) -> None:
    RequestInvitation.objects.filter(id=here.invitation.id).update(contact_at=timezone.now())
    page = here.dirk.client().get(_url(here)).text
    for text in ("Bakkerij Deegrol vraagt een offerte", "bakkerij-deegrol.example", "anna@mail.example"):
        assert text in page
    here.other_invitation.refresh_from_db()
    other = here.eva.client().get(f"/dienstverlener/{here.other.organisation_id}/aanvragen/{here.other_invitation.id}/")
    assert "Deegrol" not in other.text


def test_the_form_begins_with_the_packages_of_the_provider(here: Asked) -> None:
    Package.objects.create(
        provider=here.provider,
        cause=MAIL,
        included="Regels nakijken",
        price_from_cents=30_050,
        price_to_cents=30_050,
        lead_days=5,
    )
    page = here.dirk.client().get(_url(here, "offerte/")).text
    a_month_to_choose = timezone.localdate(here.request.deadline) + timedelta(days=30)
    for text in ("Regels nakijken", 'value="300,50"', 'value="5"', f'value="{a_month_to_choose.isoformat()}"'):
        assert text in page
    Package.objects.update(price_to_cents=60_000)
    page = here.dirk.client().get(_url(here, "offerte/")).text
    assert "€\u00a0300,50" in page
    assert "€\u00a0600" in page
    assert 'value="300,50"' not in page


def test_a_quote_is_sent_and_shown_and_can_be_changed_and_withdrawn(here: Asked) -> None:
    client = here.dirk.client()
    response = client.post(_url(here, "offerte/"), _typed(here), follow=True)
    assert response.redirect_chain == [(_url(here), 302)]
    assert "€\u00a01.250,50" in response.text
    assert "Verstuurd" in response.text
    form = client.get(_url(here, "offerte/")).text
    assert 'value="1250,50"' in form
    assert 'name="replaces" value="1"' in form
    client.post(_url(here, "offerte/"), _typed(here, price="10", replaces="1"))
    assert here.quotes() == [(1, "replaced"), (2, "submitted")]
    quote = Quote.objects.get(state="submitted")
    assert "Ingetrokken" in client.post(_url(here, f"offerte/{quote.id}/intrekken/"), follow=True).text
    assert here.quotes()[-1] == (2, "withdrawn")
    assert events_of_organisation(here.here.id)[0].word == "provider:quote:withdraw"


def test_a_quote_is_withdrawn_at_its_own_request_alone(here: Asked) -> None:
    quote = submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    other = RequestInvitation.objects.create(
        request=QuoteRequest.objects.create(
            organisation_id=here.here.otto_id, language="nl", made_at=timezone.now(), deadline=here.request.deadline
        ),
        provider=here.provider,
    )
    assert here.dirk.client().post(_url(here, f"offerte/{quote}/intrekken/", other)).status_code == 404
    assert here.quotes() == [(1, "submitted")]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"price": "veel"}, "price"),
        ({"price": "-5"}, "price"),
        ({"price": "99999999999"}, "price"),
        ({"yearly": "x"}, "yearly"),
        ({"days": "0"}, "days"),
        ({"days": "morgen"}, "days"),
        ({"vat": "20"}, "vat"),
        ({"scope": ""}, "scope"),
        ({"valid_until": "2020-01-01"}, "valid_until"),
        ({"valid_until": "gisteren"}, "valid_until"),
        ({"conditions": "a" * 2001}, "conditions"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_typed_text_stays(
    here: Asked, changed: dict[str, str], field: str
) -> None:
    typed = _typed(here, **changed)
    response = here.dirk.client().post(_url(here, "offerte/"), typed)
    assert response.status_code == 422
    key = field if field in ("valid_until", "conditions") else f"{field}-{here.requested(MAIL).id}"
    assert f'href="#{key}"' in response.text
    assert f'id="{key}-error"' in response.text
    assert "Regel zetten" in response.text or field == "scope"
    assert here.quotes() == []


def test_a_quote_for_nothing_is_refused(here: Asked) -> None:
    response = here.dirk.client().post(_url(here, "offerte/"), {"valid_until": "2027-01-01"})
    assert response.status_code == 422
    assert 'href="#lines"' in response.text


def test_a_colleague_who_did_not_see_the_newer_quote_is_told(here: Asked) -> None:
    here.dirk.client().post(_url(here, "offerte/"), _typed(here))
    response = here.gijs.client().post(_url(here, "offerte/"), _typed(here, price="1"))
    assert response.status_code == 422
    assert "Een collega heeft je offerte intussen veranderd" in response.text
    assert here.quotes() == [(1, "submitted")]


def test_after_the_deadline_there_is_no_form_and_nothing_is_taken(here: Asked) -> None:
    QuoteRequest.objects.update(deadline=timezone.now() - timedelta(seconds=1))
    client = here.dirk.client()
    assert "De termijn is voorbij" in client.get(_url(here, "offerte/")).text
    response = client.post(_url(here, "offerte/"), _typed(here))
    assert response.status_code == 422
    assert "De termijn is voorbij" in response.text
    assert here.quotes() == []


def test_a_closed_request_answers_with_how_it_stands(here: Asked) -> None:
    QuoteRequest.objects.update(state="closed")
    client = here.dirk.client()
    assert client.post(_url(here, "offerte/"), _typed(here)).status_code == 409
    assert client.post(_url(here, "vraag/"), {"question": "Wat?"}).status_code == 409
    assert client.post(_url(here, "afwijzen/"), {"reason": "Nee"}).status_code == 409


def test_questions_and_declining_ask_for_words(here: Asked) -> None:
    client = here.dirk.client()
    assert client.post(_url(here, "vraag/"), {"question": " "}).status_code == 422
    assert client.post(_url(here, "afwijzen/"), {"reason": ""}).status_code == 422
    assert "Welke mailserver?" in client.post(_url(here, "vraag/"), {"question": "Welke mailserver?"}, follow=True).text
    page = client.post(_url(here, "afwijzen/"), {"reason": "Geen tijd"}, follow=True).text
    assert "Je hebt afgewezen" in page


def test_a_file_comes_under_our_name_and_only_from_its_own_request(here: Asked) -> None:
    file = RequestAttachment.objects.create(
        request=here.request,
        name="bijlage-1.pdf",
        media_type="application/pdf",
        content=b"%PDF-1.7",
        added_at=timezone.now(),
    )
    response = here.dirk.client().get(_url(here, f"bestanden/{file.id}/"))
    assert response["Content-Disposition"] == 'attachment; filename="bijlage-1.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Last-Modified" not in response
    assert here.dirk.client().get(_url(here, f"bestanden/{uuid.uuid4()}/")).status_code == 404


def test_my_quotes_stand_with_their_states(here: Asked) -> None:
    client = here.dirk.client()
    assert "Je hebt nog geen offerte verstuurd" in client.get(f"{_home(here)}offertes/").text
    submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    assert "Verstuurd, wacht op antwoord" in client.get(f"{_home(here)}offertes/").text
    Quote.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert "Verlopen" in client.get(f"{_home(here)}offertes/").text


def test_a_stranger_gets_the_same_404_everywhere_and_a_visitor_signs_in_first(here: Asked) -> None:
    file_id, quote_id = uuid.uuid4(), uuid.uuid4()
    reads = [
        _home(here),
        f"{_home(here)}aanvragen/",
        f"{_home(here)}offertes/",
        _url(here),
        _url(here, "offerte/"),
        _url(here, f"bestanden/{file_id}/"),
    ]
    writes = [
        _url(here, "vraag/"),
        _url(here, "afwijzen/"),
        _url(here, "offerte/"),
        _url(here, f"offerte/{quote_id}/intrekken/"),
    ]
    for client in (here.eva.client(), here.here.anna.client()):
        assert {client.get(url).status_code for url in reads} == {404}
        assert {client.post(url).status_code for url in writes} == {404}
    visitor = Client()
    assert {visitor.get(url).status_code for url in reads} == {302}
    assert {visitor.post(url).status_code for url in writes} == {302}
    own = f"/dienstverlener/{here.other.organisation_id}/aanvragen/{here.invitation.id}/"
    assert here.eva.client().get(own).status_code == 404


def test_a_reader_sees_the_request_and_changes_nothing(here: Asked) -> None:
    client = here.fleur.client()
    page = client.get(_url(here)).text
    assert f"Taak {MAIL}" in page
    assert "Offerte maken" not in page
    for rest, data in (("vraag/", {"question": "Wat?"}), ("afwijzen/", {"reason": "Nee"}), ("offerte/", _typed(here))):
        assert client.post(_url(here, rest), data).status_code == 403
    assert (here.state(), here.quotes()) == ("invited", [])


@pytest.mark.parametrize("state", ["suspended", "left", "refused"])
def test_a_provider_that_is_not_listed_sees_that_and_no_request(here: Asked, state: str) -> None:
    Provider.objects.filter(id=here.provider.id).update(state=state)
    client = here.dirk.client()
    response = client.get(_url(here))
    assert response.status_code == 410
    assert f"Taak {MAIL}" not in response.text
    assert client.post(_url(here, "offerte/"), _typed(here)).status_code == 410
    assert "Er zijn nu geen aanvragen" in client.get(f"{_home(here)}aanvragen/").text
    assert "Bekijk waarom, en wat je kunt doen" in client.get(_home(here)).text


def test_a_withdrawn_request_says_since_when_and_nothing_else(here: Asked) -> None:
    QuoteRequest.objects.update(state="withdrawn", ended_at=timezone.now())
    response = here.dirk.client().get(_url(here))
    assert response.status_code == 410
    assert "ingetrokken" in response.text
    assert f"Taak {MAIL}" not in response.text
