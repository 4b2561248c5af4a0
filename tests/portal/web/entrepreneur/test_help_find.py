"""Finding help: choose tasks, see who fits and why there, compare, and go on to ask."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.portal.action_plans.company import action, domain_of, measured, say, with_dmarc
from tests.portal.people import Bakery, bakery
from tests.portal.providers.listed import BACKUP, MAIL, listed
from weerbaar.portal.organisations.models import Membership, Organisation
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.providers.daily_order import in_order, promise
from weerbaar.portal.providers.models import OrderSeed, Provider
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.models import OrderLine, WorkOrder
from weerbaar.portal.quotes.words import LineState

pytestmark = pytest.mark.django_db
BOX = 'type="checkbox" name="dienstverlener"'


@pytest.fixture
def here() -> Bakery:
    place = bakery()
    measured(place, domain_of(place), with_dmarc(None))
    say(place, "BP5-01", "no")
    Organisation.objects.filter(id=place.id).update(municipality="zwolle")
    return place


def address(here: Bakery, name: str = "help", *causes: str, **more: object) -> str:
    asked = [("actie", action(here, cause).id) for cause in causes]
    for key, value in more.items():
        asked += [(key, one) for one in (value if isinstance(value, list) else [value])]
    query = "&".join(f"{key}={value}" for key, value in asked)
    return f"{reverse(name, kwargs={'organisation_id': here.id})}?{query}"


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return unescape(" ".join(answer.content.decode().split()))


def of_same_people(here: Bakery, row: Provider) -> None:
    """Anna belongs to this provider too: it may not quote at her bakery."""
    Membership.objects.create(organisation_id=row.organisation_id, user=here.anna.user, role=Role.OWNER.value)


def test_only_tasks_that_are_work_for_others_can_be_chosen(here: Bakery) -> None:
    say(here, "BP2-04", "no")
    text = page(here.anna.client(), address(here))
    assert str(action(here, MAIL).id) in text
    assert str(action(here, BACKUP).id) in text
    assert str(action(here, "ACT-FOUREYES").id) not in text


def test_who_fits_stands_there_with_price_days_distance_work_and_why(here: Bakery) -> None:
    listed("Noorderzon ICT", does=[MAIL, BACKUP], municipality="kampen", cents=(40_000, 55_000), days=9)
    listed("Bitwacht", does=[MAIL], serves=["zwolle"], cents=(12_350, 12_350), days=1)
    listed("Ver Weg", does=[MAIL], serves=["maastricht"])
    text = page(here.anna.client(), address(here, "help", MAIL, BACKUP))
    assert "2 dienstverleners passen" in text
    assert text.index("Noorderzon ICT") < text.index("Bitwacht")
    for part in (
        "€ 800 tot € 1.100 zonder btw",
        "€ 123,50 zonder btw",
        "klaar binnen 9 dagen",
        "klaar binnen 1 dag",
        "Kampen, ongeveer 13 km ver",
        "Zwolle, in jouw gemeente",
        "Te weinig klussen om iets te zeggen",
        "Doet alle 2 taken.",
        "Doet 1 van de 2 taken.",
        "Werkt in het hele land.",
        "Werkt in Zwolle.",
        "Niemand anders past precies even goed. Loten was niet nodig.",
    ):
        assert part in text, part
    assert "Ver Weg" not in text
    assert "Ver Weg" in page(here.anna.client(), address(here, "help", MAIL, overal=1))


def test_equal_fits_say_that_they_were_drawn(here: Bakery) -> None:
    for number in range(3):
        listed(f"Bedrijf {number}")
    text = page(here.anna.client(), address(here, "help", MAIL))
    for drawn in (1, 2, 3):
        sentence = f"3 dienstverleners passen even goed. De loting van vandaag zette deze daarvan op plek {drawn}."
        assert text.count(sentence) == 1


def test_when_nobody_fits_the_page_says_what_can_be_done(here: Bakery) -> None:
    text = page(here.anna.client(), address(here, "help", MAIL))
    assert "Er past nog niemand" in text
    assert f"{reverse('help-request-new', kwargs={'organisation_id': here.id})}?eigen=1&actie=" in text
    assert "Kijk in het hele land" in text


def test_the_first_ten_are_shown_and_more_when_asked_without_losing_who_was_ticked(here: Bakery) -> None:
    rows = [listed(f"Bedrijf {number}") for number in range(23)]
    client = here.anna.client()
    first = page(client, address(here, "help", MAIL))
    assert first.count(BOX) == 10
    hidden = next(row for row in rows if str(row.id) not in first)
    more = page(client, address(here, "help", MAIL, tot=20, dienstverlener=hidden.id))
    assert more.count(BOX) in (20, 21)
    assert f'value="{hidden.id}" checked' in more
    assert page(client, address(here, "help", MAIL, tot=30)).count(BOX) == 23
    assert 'value="40"' not in page(client, address(here, "help", MAIL, tot=30))


def test_up_to_five_go_on_to_the_request(here: Bakery) -> None:
    rows = [listed(f"Bedrijf {number}") for number in range(6)]
    client = here.anna.client()
    ids = [row.id for row in rows]
    answer = client.get(address(here, "help", MAIL, dienstverlener=ids[:5], doe="vraag"))
    new = reverse("help-request-new", kwargs={"organisation_id": here.id})
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{new}?actie={action(here, MAIL).id}&dienstverlener={ids[0]}&")
    assert "Bedrijf 4" in page(client, answer["Location"])
    too_many = page(client, address(here, "help", MAIL, dienstverlener=ids, doe="vraag"), status=422)
    assert "Je kunt er hoogstens vijf vragen." in too_many
    assert too_many.count(" checked") == 6
    assert "Kies minstens één dienstverlener." in page(client, address(here, "help", MAIL, doe="vraag"), status=422)


def test_who_is_not_listed_any_more_cannot_be_asked(here: Bakery) -> None:
    gone = listed(state=ProviderState.SUSPENDED)
    text = page(here.anna.client(), address(here, "help", MAIL, dienstverlener=gone.id, doe="vraag"), status=422)
    assert "neemt nu geen aanvragen aan" in text
    assert "Noorderzon ICT" not in text


def test_who_looked_along_is_shown_but_cannot_be_chosen(here: Bakery) -> None:
    row = listed("Nettex IT")
    of_same_people(here, row)
    client = here.anna.client()
    text = page(client, address(here, "help", MAIL))
    assert "Nettex IT" in text
    assert "Wie jou adviseert, mag jou niets verkopen." in text
    assert reverse("help-conflict", kwargs={"organisation_id": here.id, "provider_id": row.id}) in text
    assert BOX not in text
    forced = page(client, address(here, "help", MAIL, dienstverlener=row.id, doe="vraag"), status=422)
    assert "Wie met je meekeek, mag geen prijs geven." in forced


def test_up_to_three_stand_side_by_side(here: Bakery) -> None:
    rows = [
        listed(f"Bedrijf {number}", does=[MAIL], cents=(10_000 * number, 10_000 * number)) for number in range(1, 5)
    ]
    client = here.anna.client()
    ids = [row.id for row in rows]
    answer = client.get(address(here, "help", MAIL, dienstverlener=ids[:3], doe="vergelijk"))
    assert answer.status_code == 302
    text = page(client, answer["Location"])
    assert [f"Bedrijf {number}" in text for number in range(1, 5)] == [True, True, True, False]
    assert text.count("Regel zetten, nakijken en uitleggen") == 3
    assert "€ 300" in text
    assert "hoogstens drie vergelijken" in page(
        client, address(here, "help", MAIL, dienstverlener=ids, doe="vergelijk"), status=422
    )
    assert client.get(address(here, "help-compare", MAIL)).status_code == 302


def test_who_may_not_quote_is_left_out_when_all_who_are_compared_are_asked(here: Bakery) -> None:
    free, barred = listed("Noorderzon ICT"), listed("Nettex IT")
    of_same_people(here, barred)
    text = page(here.anna.client(), address(here, "help-compare", MAIL, dienstverlener=[free.id, barred.id]))
    assert "Mag geen prijs geven" in text
    (ask,) = re.findall(r'href="([^"]+)">Vraag ze allemaal', text)
    assert str(free.id) in ask
    assert str(barred.id) not in ask
    alone = page(here.anna.client(), address(here, "help-compare", MAIL, dienstverlener=barred.id))
    assert "Vraag ze allemaal" not in alone


def test_a_municipality_that_nobody_knows_does_not_count_and_is_named(here: Bakery) -> None:
    listed("Ver Weg", serves=["maastricht"])
    text = page(here.anna.client(), address(here, "help", MAIL, gemeente="Nergens"))
    assert "Deze gemeente kennen we niet." in text
    assert "Ver Weg" in text
    assert "Er past nog niemand" in page(here.anna.client(), address(here, "help", MAIL, gemeente="zwolle"))


def test_a_task_that_was_ordered_cannot_be_chosen_again(here: Bakery) -> None:
    order = WorkOrder.objects.create(number="1", organisation_id=here.id, terms={}, ordered_at=timezone.now())
    OrderLine.objects.create(
        order=order,
        action=action(here, MAIL),
        cause=MAIL,
        state=LineState.ORDERED.value,
        price_cents=1,
        vat_percent=21,
        due_on=timezone.localdate(),
    )
    text = page(here.anna.client(), address(here, "help", MAIL))
    assert "Waar wil je hulp bij?" in text
    assert str(action(here, MAIL).id) not in text


def test_a_task_of_another_company_is_no_task_here(here: Bakery) -> None:
    listed("Noorderzon ICT")
    path = reverse("help", kwargs={"organisation_id": here.otto_id})
    text = page(here.otto.client(), f"{path}?actie={action(here, MAIL).id}")
    assert "Noorderzon ICT" not in text
    assert "Je hebt nu geen hulp nodig" in text


@pytest.mark.parametrize("name", ["help", "help-compare", "help-file"])
def test_strangers_find_nothing_and_readers_may_look(here: Bakery, name: str) -> None:
    listed()
    path = address(here, name, MAIL)
    assert Client().get(path).status_code == 302
    assert here.otto.client().get(path).status_code == 404
    assert here.bram.client().get(path).status_code in (200, 302)
    assert here.bram.client().post(path).status_code == 405


def test_the_list_as_a_file_has_the_order_of_the_page_and_names_no_company(here: Bakery) -> None:
    for number in range(12):
        listed(f"Bedrijf {number}", does=[MAIL] if number % 3 else [MAIL, BACKUP])
    answer = here.anna.client().get(address(here, "help-file", MAIL, BACKUP))
    document = json.loads(answer.content)
    seed = OrderSeed.objects.get(day=timezone.localdate()).seed
    fits = {one["provider"]: one["fit"] for one in document["fits"]}
    assert document["order"] == list(in_order(fits, seed, document["scope"]))
    assert document["seed_sha256"] == promise(seed)
    assert seed not in answer.content.decode()
    assert "Deegrol" not in answer.content.decode()
    text = page(here.anna.client(), address(here, "help", MAIL, BACKUP, tot=20))
    assert sorted(document["order"], key=text.index) == document["order"]


def test_tomorrow_the_order_is_another_one(here: Bakery) -> None:
    from weerbaar.portal.providers.matching import matches

    for number in range(12):
        listed(f"Bedrijf {number}")
    today = timezone.localdate()
    orders = [[match.provider_id for match in matches([MAIL], day=day)] for day in (today, today + timedelta(days=1))]
    assert orders[0] != orders[1]


def test_the_plan_leads_here(here: Bakery) -> None:
    client = here.anna.client()
    one = reverse("plan-action", kwargs={"organisation_id": here.id, "action_id": action(here, MAIL).id})
    assert address(here, "help", MAIL) in page(client, one)
    assert reverse("help", kwargs={"organisation_id": here.id}) in page(
        client, reverse("plan", kwargs={"organisation_id": here.id})
    )
