"""A company's pages of requests and offers: they work, for its people alone, by role, and keep what was typed."""

import io
import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.portal.action_plans.company import domain_of, measured, say, with_dmarc
from tests.portal.people import Bakery, Somebody, bakery, somebody
from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import BACKUP, MAIL, a_provider
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.audit.models import Event
from weerbaar.portal.quotes.company_events import RequestEvent
from weerbaar.portal.quotes.company_selectors import place_of
from weerbaar.portal.quotes.models import Quote, QuoteRequest, RequestAttachment, RequestInvitation, WorkOrder
from weerbaar.portal.quotes.services.answer_request import ask_question
from weerbaar.portal.quotes.services.submit_quote import submit_quote
from weerbaar.portal.quotes.words import QuoteState, RequestState
from weerbaar.portal.web.entrepreneur.event_words import event_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    found = bakery()
    measured(found, domain_of(found), with_dmarc(None))
    say(found, "BP5-01", "no")
    return found


@pytest.fixture
def there() -> Asked:
    return asked()


def _root(organisation_id: uuid.UUID, rest: str = "") -> str:
    return f"/bedrijf/{organisation_id}/hulp/aanvragen/{rest}"


def _one(there: Asked, rest: str = "") -> str:
    return _root(there.here.id, f"{there.request.id}/{rest}")


def _offer(there: Asked, *causes: str, **fields: object) -> uuid.UUID:
    lines = [there.line(cause) for cause in causes or (MAIL, BACKUP)]
    return submit_quote(there.invitation.id, there.form(*lines, **fields), actor=there.by_dirk)


def _text(who: Somebody, path: str) -> str:
    response = who.client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def _words(there: Asked | Bakery) -> set[str]:
    organisation_id = there.id if isinstance(there, Bakery) else there.here.id
    return set(Event.objects.filter(organisation_id=organisation_id).values_list("word", flat=True))


def _action(here: Bakery, cause: str = MAIL) -> Action:
    return Action.objects.get(organisation_id=here.id, cause=cause)


def _form(here: Bakery, provider_id: uuid.UUID | None, **fields: object) -> dict[str, object]:
    day = timezone.localdate() + timedelta(days=7)
    return {
        "tasks": [str(_action(here).id)],
        "providers": [str(provider_id)] if provider_id else [],
        "shown": [str(provider_id)] if provider_id else [],
        "message": "Graag voor de zomer.",
        "deadline": day.isoformat(),
        **fields,
    }


def _send(here: Bakery, form: dict[str, object], who: Somebody | None = None) -> tuple[int, str]:
    response = (who or here.anna).client().post(_root(here.id, "nieuw/"), form)
    return response.status_code, response.content.decode()


def test_a_request_is_made_of_what_was_chosen_before(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    action = _action(here)
    page = _text(here.anna, _root(here.id, f"nieuw/?actie={action.id}&dienstverlener={provider.id}"))
    assert re.search(rf'name="tasks" value="{action.id}" checked', page)
    assert re.search(rf'name="providers" value="{provider.id}" checked', page)
    assert (timezone.localdate() + timedelta(days=10)).isoformat() in page
    assert _send(here, _form(here, provider.id))[0] == 302
    row = QuoteRequest.objects.get()
    assert [asked.action_id for asked in row.actions.all()] == [action.id]
    assert [one.provider_id for one in row.invitations.all()] == [provider.id]
    assert "person:request:make" in _words(here)


def test_the_preview_holds_no_name_or_domain_of_the_company(here: Bakery) -> None:
    page = _text(here.anna, _root(here.id, f"nieuw/?actie={_action(here).id}"))
    preview = page.partition('id="preview"')[2].partition("</aside>")[0]
    assert "jouw-domein.example" in preview
    for telling in ("Deegrol", "bakkerij-deegrol", "Anna"):
        assert telling not in preview


def test_looking_first_sends_nothing_and_keeps_what_was_typed(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    status, page = _send(here, _form(here, provider.id, doe="bekijk", tasks=[str(_action(here, BACKUP).id)]))
    assert status == 200
    assert not QuoteRequest.objects.exists()
    assert "Graag voor de zomer." in page
    assert _action(here, BACKUP).cause in {MAIL, BACKUP}
    assert re.search(rf'value="{_action(here, BACKUP).id}" checked', page)


def test_words_that_tell_who_asks_are_shown_and_refused(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    status, page = _send(here, _form(here, provider.id, message="Wij zijn Deegrol in de straat."))
    assert status == 422
    assert "Deze woorden vertellen wie je bent: Deegrol." in page
    assert "Wij zijn Deegrol in de straat." in page
    assert not QuoteRequest.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"tasks": []}, "Kies minstens één taak."),
        ({"providers": []}, "Kies minstens één dienstverlener"),
        ({"deadline": "2020-01-01"}, "Kies een dag vanaf morgen"),
        ({"email": "geen adres"}, "e-mailadres"),
        ({"email": "it@mail.example"}, "Vul in hoe je leverancier heet."),
    ],
)
def test_what_is_missing_is_said(here: Bakery, wrong: dict[str, object], said: str) -> None:
    provider = a_provider(somebody("dirk"))
    status, page = _send(here, _form(here, provider.id, **wrong))
    assert status == 422
    assert said in page
    assert not QuoteRequest.objects.exists()


def test_files_get_our_names_and_lose_what_a_camera_wrote(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    into = io.BytesIO()
    picture = Image.new("RGB", (4, 4))
    exif = picture.getexif()
    exif[0x010E] = "Bakkerij Deegrol"
    picture.save(into, "JPEG", exif=exif)
    file = SimpleUploadedFile("deegrol-netwerk.jpg", into.getvalue())
    assert _send(here, _form(here, provider.id, files=[file]))[0] == 302
    kept = RequestAttachment.objects.get()
    assert kept.name == "bijlage-1.jpg"
    assert b"Deegrol" not in bytes(kept.content)
    path = _root(here.id, f"{kept.request_id}/bijlagen/{kept.id}/")
    response = here.bram.client().get(path)
    assert response["Content-Disposition"] == 'attachment; filename="bijlage-1.jpg"'
    assert here.otto.client().get(path).status_code == 404
    assert here.otto.client().get(path.replace(str(here.id), str(here.otto_id))).status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.png", b"MZ no picture", "Voeg een foto toe"),
        ("a.pdf", b"%PDF-1.7 /Author (Deegrol)", "Voeg een foto toe"),
        ("a.png", b"", "Dit bestand is leeg"),
        ("a.jpg", b"\xff\xd8\xff broken", "Deze foto is beschadigd"),
    ],
)
def test_a_file_that_cannot_be_taken_undoes_the_request(here: Bakery, name: str, data: bytes, said: str) -> None:
    provider = a_provider(somebody("dirk"))
    status, page = _send(here, _form(here, provider.id, files=[SimpleUploadedFile(name, data)]))
    assert status == 422
    assert said in page
    assert not QuoteRequest.objects.exists()
    assert not RequestInvitation.objects.exists()


def test_the_link_of_an_own_supplier_is_shown_this_once(here: Bakery) -> None:
    client = here.anna.client()
    made = client.post(_root(here.id, "nieuw/"), _form(here, None, supplier="Nettex IT"))
    assert made.status_code == 302
    first = client.get(made["Location"]).content.decode()
    (path,) = set(re.findall(r"/aanvraag/[\w-]{32}/", first))
    assert Client().get(path).status_code == 200
    assert path not in client.get(made["Location"]).content.decode()
    row = RequestInvitation.objects.get()
    renewed = client.post(f"{made['Location']}doen/", {"doe": "link", "id": str(row.id)})
    assert renewed.status_code == 302
    assert path not in client.get(made["Location"]).content.decode()
    assert Client().get(path).status_code != 200


def test_a_request_without_offers_says_what_comes(there: Asked) -> None:
    page = _text(there.here.anna, _one(there))
    assert "Nog geen offertes" in page
    assert "Heeft de aanvraag nog niet gelezen" in page
    assert there.other.organisation.name in page


def test_offers_stand_side_by_side_with_and_without_vat(there: Asked) -> None:
    _offer(there, as_a_whole=True, conditions="Betalen binnen 14 dagen.")
    submit_quote(
        there.other_invitation.id,
        there.form(there.line(MAIL, price_cents=38_550, yearly_cents=30_000, ready_in_days=15)),
        actor=there.by_eva,
    )
    page = " ".join(_text(there.here.anna, _one(there)).replace("\xa0", " ").split())
    for told in (
        "€ 840",
        "€ 1.016,40",
        "€ 385,50",
        "€ 466,46",
        "daarna € 300 per jaar",
        "15 dagen",
        "alleen als geheel",
    ):
        assert told in page
    assert "1 van 2 taken" in page
    assert "Taak voor taak" in page


def test_the_order_of_offers_does_not_follow_price_or_time(there: Asked) -> None:
    _offer(there)
    submit_quote(there.other_invitation.id, there.form(there.line(MAIL, price_cents=1)), actor=there.by_eva)
    rows = re.findall(r'scope="row">([^<]+)', _text(there.here.anna, _one(there)))[:2]
    again = re.findall(r'scope="row">([^<]+)', _text(there.here.bram, _one(there)))[:2]
    assert rows == again
    firsts = set()
    for number in range(40):
        one, other = uuid.UUID(int=2 * number), uuid.UUID(int=2 * number + 1)
        request_id = uuid.UUID(int=1000 + number)
        firsts.add(place_of(request_id, one) < place_of(request_id, other))
    assert firsts == {True, False}


def test_an_answer_is_read_by_all_and_tells_nothing(there: Asked) -> None:
    question_id = ask_question(there.invitation.id, "Welke provider?", actor=there.by_dirk)
    client = there.here.carla.client()
    form = {"doe": "antwoord", "id": str(question_id)}
    refused = client.post(_one(there, "doen/"), {**form, "text": "Vraag het Bakkerij Deegrol."})
    assert refused.status_code == 422
    assert "Vraag het Bakkerij Deegrol." in refused.content.decode()
    assert client.post(_one(there, "doen/"), {**form, "text": " "}).status_code == 422
    assert client.post(_one(there, "doen/"), {**form, "text": "Een grote."}).status_code == 302
    assert "Een grote." in _text(there.here.bram, _one(there))
    assert "person:question:answer" in _words(there)


def test_letting_somebody_know_is_on_the_record_and_for_that_one_alone(there: Asked) -> None:
    client = there.here.anna.client()
    sent = client.post(_one(there, "doen/"), {"doe": "bekend", "id": str(there.invitation.id)})
    assert sent.status_code == 302
    known = RequestInvitation.objects.exclude(contact_at=None)
    assert [one.id for one in known] == [there.invitation.id]
    assert "person:contact:allow" in _words(there)
    assert "Weet wie je bent sinds" in _text(there.here.anna, _one(there))


def test_withdrawing_ends_it(there: Asked) -> None:
    quote_id = _offer(there)
    client = there.here.anna.client()
    assert client.post(_one(there, "doen/"), {"doe": "intrekken"}).status_code == 302
    assert QuoteRequest.objects.get().state == RequestState.WITHDRAWN
    assert client.post(_one(there, "doen/"), {"doe": "intrekken"}).status_code == 409
    order = {"taak": str(there.requested().id), "akkoord": "ja", "doe": "bestel"}
    assert client.post(_one(there, f"offertes/{quote_id}/"), order).status_code == 409
    assert not WorkOrder.objects.exists()
    assert "Je trok deze aanvraag in op" in _text(there.here.anna, _one(there))


def test_ordering_takes_two_steps_and_leads_to_the_order(there: Asked) -> None:
    quote_id = _offer(there)
    client, path = there.here.anna.client(), _one(there, f"offertes/{quote_id}/")
    first = client.get(path).content.decode()
    assert "akkoord" not in first
    assert client.get(path, {"kies": "1"}).status_code == 422
    chosen = str(there.requested(MAIL).id)
    second = client.get(path, {"taak": chosen, "kies": "1"}).content.decode()
    assert "€\xa0508,20" in second
    assert client.post(path, {"taak": chosen, "doe": "bestel"}).status_code == 422
    assert not WorkOrder.objects.exists()
    made = client.post(path, {"taak": chosen, "akkoord": "ja", "doe": "bestel"})
    order = WorkOrder.objects.get()
    assert made["Location"].endswith(f"/hulp/opdrachten/{order.id}/")
    assert [line.cause for line in order.lines.all()] == [MAIL]
    assert _action(there.here).state == State.OFFERED
    assert {"person:quote:accept", "person:work-order:place"} <= _words(there)
    assert client.post(path, {"taak": chosen, "akkoord": "ja", "doe": "bestel"}).status_code == 409
    assert WorkOrder.objects.count() == 1


def test_what_was_ordered_elsewhere_cannot_be_chosen(there: Asked) -> None:
    quote_id = _offer(there, MAIL)
    other = submit_quote(
        there.other_invitation.id, there.form(there.line(MAIL), there.line(BACKUP)), actor=there.by_eva
    )
    client = there.here.anna.client()
    order = {"taak": str(there.requested(MAIL).id), "akkoord": "ja", "doe": "bestel"}
    assert client.post(_one(there, f"offertes/{quote_id}/"), order).status_code == 302
    path = _one(there, f"offertes/{other}/")
    page = client.get(path).content.decode()
    assert f'name="taak" value="{there.requested(BACKUP).id}"' in page
    assert f'name="taak" value="{there.requested(MAIL).id}"' not in page
    late = client.post(path, order)
    assert late.status_code == 409
    assert "al werk besteld" in late.content.decode()
    assert WorkOrder.objects.count() == 1


def test_a_whole_is_ordered_as_a_whole(there: Asked) -> None:
    quote_id = _offer(there, as_a_whole=True)
    client, path = there.here.anna.client(), _one(there, f"offertes/{quote_id}/")
    page = client.get(path).content.decode()
    assert page.count('type="hidden" name="taak"') == 2
    part = {"taak": str(there.requested(MAIL).id), "akkoord": "ja", "doe": "bestel"}
    assert client.post(path, part).status_code == 422
    whole = [str(there.requested(cause).id) for cause in (MAIL, BACKUP)]
    assert client.post(path, {**part, "taak": whole}).status_code == 302
    assert QuoteRequest.objects.get().state == RequestState.CLOSED


def test_a_quote_is_refused_with_a_reason(there: Asked) -> None:
    quote_id = _offer(there)
    client, path = there.here.anna.client(), _one(there, f"offertes/{quote_id}/")
    assert client.post(path, {"doe": "weiger", "reason": ""}).status_code == 422
    telling = client.post(path, {"doe": "weiger", "reason": "Past niet bij Deegrol."})
    assert telling.status_code == 422
    assert "Past niet bij Deegrol." in telling.content.decode()
    assert client.post(path, {"doe": "weiger", "reason": "Te duur."}).status_code == 302
    assert Quote.objects.get().state == QuoteState.REFUSED
    assert "person:quote:refuse" in _words(there)
    assert "Te duur." in _text(there.here.anna, path)
    assert client.post(path, {"doe": "weiger", "reason": "Te duur."}).status_code == 409


def test_strangers_find_nothing(there: Asked) -> None:
    quote_id = _offer(there)
    otto, own = there.here.otto.client(), str(there.here.otto_id)
    for path in (
        _root(there.here.id),
        _root(there.here.id, "nieuw/"),
        _one(there),
        _one(there, f"offertes/{quote_id}/"),
    ):
        assert otto.get(path).status_code == 404
        assert Client().get(path).status_code == 302
    for path in (_one(there), _one(there, f"offertes/{quote_id}/")):
        assert otto.get(path.replace(str(there.here.id), own)).status_code == 404
    assert otto.post(_one(there, "doen/"), {"doe": "intrekken"}).status_code == 404
    assert otto.post(_one(there, "doen/").replace(str(there.here.id), own), {"doe": "intrekken"}).status_code == 404
    assert QuoteRequest.objects.get().state == RequestState.OPEN


def test_a_reader_reads_and_changes_nothing(there: Asked) -> None:
    quote_id = _offer(there)
    bram = there.here.bram.client()
    assert "Je kunt hier lezen" in _text(there.here.bram, _one(there, f"offertes/{quote_id}/"))
    assert "Je kunt hier lezen" in _text(there.here.bram, _root(there.here.id, "nieuw/"))
    order = {"taak": str(there.requested().id), "akkoord": "ja", "doe": "bestel"}
    assert bram.post(_one(there, f"offertes/{quote_id}/"), order).status_code == 403
    assert bram.post(_one(there, "doen/"), {"doe": "intrekken"}).status_code == 403
    assert bram.post(_root(there.here.id, "nieuw/"), _form(there.here, there.provider.id)).status_code == 403
    assert bram.post(_one(there, "doen/"), {"doe": "iets"}).status_code == 400
    assert QuoteRequest.objects.count() == 1
    assert not WorkOrder.objects.exists()


def test_the_list_says_what_waits(there: Asked) -> None:
    ask_question(there.invitation.id, "Welke provider?", actor=there.by_dirk)
    page = _text(there.here.anna, _root(there.here.id))
    assert "1 vraag wacht" in page
    assert "0 offertes van 3 gevraagd" in page
    empty = _text(there.here.otto, _root(there.here.otto_id))
    assert "nog geen offertes gevraagd" in empty


def test_what_was_done_stands_in_the_log_in_words(there: Asked) -> None:
    quote_id = _offer(there, MAIL)
    client, path = there.here.anna.client(), _one(there, f"offertes/{quote_id}/")
    client.post(path, {"taak": str(there.requested(MAIL).id), "akkoord": "ja", "doe": "bestel"})
    log = _text(there.here.anna, f"/bedrijf/{there.here.id}/logboek/")
    assert "Koos een offerte" in log
    assert "Bestelde werk" in log


def test_every_event_of_a_company_has_words() -> None:
    told = event_words()
    assert {event.value for event in RequestEvent} <= set(told)
    assert all(told[event].strip() and told[event] != event.value for event in RequestEvent)
