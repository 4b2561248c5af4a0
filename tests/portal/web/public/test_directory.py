"""The directory: who is listed, for whom, in an order that nobody can buy and anybody can recompute."""

import json
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.portal.providers.listed import BACKUP, MAIL, listed
from weerbaar.portal.providers.daily_order import in_order, promise
from weerbaar.portal.providers.models import Mark, OrderSeed, Provider
from weerbaar.portal.providers.services.draw_seeds import draw_seeds
from weerbaar.portal.providers.words import MarkState, ProviderState

pytestmark = pytest.mark.django_db


def page(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status
    return unescape(" ".join(answer.content.decode().split()))


def directory(query: str = "") -> str:
    return page(f"{reverse('directory')}{query}")


def public(row: Provider) -> str:
    return reverse("provider-public", kwargs={"listed_id": row.id})


def test_anybody_sees_who_is_listed_and_nobody_else() -> None:
    listed("Noorderzon ICT", about="Wij zetten regels bij domeinen.")
    for state in ProviderState:
        if state is not ProviderState.LISTED:
            row = listed(f"Nog niet {state}", state=state)
            page(public(row), status=404)
    text = directory()
    assert "Noorderzon ICT" in text
    assert "Wij zetten regels bij domeinen." in text
    assert "Nog niet" not in text


def test_it_is_filtered_by_task_and_municipality_in_any_spelling() -> None:
    listed("Alleen Post", does=[MAIL], serves=["zwolle"])
    listed("Alleen Kopie", does=[BACKUP])
    text = directory(f"?taak={MAIL}&gemeente=ZWOLLE")
    assert "Alleen Post" in text
    assert "Alleen Kopie" not in text
    assert "Werkt in Zwolle." in text
    assert "Alleen Post" not in directory("?gemeente=maastricht")
    assert "Deze gemeente kennen we niet." in directory("?gemeente=nergens")


def test_the_tasks_to_choose_from_are_those_that_somebody_does() -> None:
    listed(does=[MAIL])
    listed(does=[BACKUP], state=ProviderState.DRAFT)
    text = directory()
    assert f'<option value="{MAIL}"' in text
    assert BACKUP not in text


def test_an_empty_directory_and_an_empty_filter_say_what_to_do() -> None:
    assert "Er staat nog niemand op de lijst" in directory()
    listed(serves=["zwolle"])
    text = directory("?gemeente=aalten")
    assert "Er past nog niemand" in text
    assert "Laat iedereen zien" in text


def test_a_long_list_has_pages_and_every_provider_stands_on_one() -> None:
    names = {f"Bedrijf {number:02}" for number in range(45)}
    for name in names:
        listed(name, does=[])
    pages = [directory(f"?pagina={number}") for number in (1, 2, 3)]
    shown = [{name for name in names if name in text} for text in pages]
    assert [len(found) for found in shown] == [20, 20, 5]
    assert set.union(*shown) == names
    assert "Volgende bladzijde" not in pages[2]
    assert directory("?pagina=99").count("Bedrijf") == pages[2].count("Bedrijf")
    assert directory("?pagina=x").count("Bedrijf") == pages[0].count("Bedrijf")


def test_the_page_of_a_provider_tells_what_it_does_and_what_was_checked() -> None:
    row = listed("Noorderzon ICT", serves=["zwolle", "kampen"], sectors=["care"], email="info@noorderzon.example")
    today = timezone.localdate()
    for name, state, checked, until in (
        ("MK-CVNL", MarkState.CLAIMED, None, None),
        ("MK-CCV-PENTEST", MarkState.VERIFIED, today, today + timedelta(days=90)),
        ("MK-KVO-AUDIT", MarkState.VERIFIED, today, today - timedelta(days=1)),
        ("MK-NEN7510", MarkState.WITHDRAWN, None, None),
    ):
        Mark.objects.create(
            provider=row, mark=name, holder="x", state=state.value, checked_on=checked, valid_until=until
        )
    text = page(public(row))
    for part in (
        "Regel zetten",
        "€ 400 tot € 500 zonder btw",
        "klaar binnen 8 dagen",
        "Kampen, Zwolle",
        "Zorg",
        "CCV-keurmerk Pentesten",
    ):
        assert part in text, part
    assert text.count("Zelf opgegeven") == text.count("Nagekeken op") == text.count("Verlopen") == 1
    assert "info@noorderzon.example" in text


def test_before_a_day_its_hash_is_shown_and_its_seed_only_after_it() -> None:
    draw_seeds()
    today = timezone.localdate()
    past = OrderSeed.objects.create(day=today - timedelta(days=1), seed="ab" * 32, made_at=_before(2))
    text = page(reverse("order-of-the-day"))
    for row in OrderSeed.objects.all():
        shown = row.day <= today + timedelta(days=1)
        assert (promise(row.seed) in text) == shown
        assert (row.seed in text) == (row == past)
    # Today's seed of a new installation was drawn today: nobody could have kept its hash.
    assert text.count("Op de dag zelf geloot") == 1


def test_the_whole_list_of_a_day_that_passed_can_be_recomputed() -> None:
    today = timezone.localdate()
    ids = sorted(str(listed(f"Bedrijf {number}").id) for number in range(8))
    OrderSeed.objects.create(day=today - timedelta(days=1), seed="ab" * 32, made_at=_before(2), listed=ids)
    yesterday = (today - timedelta(days=1)).isoformat()
    document = json.loads(Client().get(reverse("order-list", kwargs={"day": yesterday})).content)
    fits = {one["provider"]: one["fit"] for one in document["fits"]}
    assert sorted(fits) == ids
    assert document["order"] == list(in_order(fits, document["seed"], document["scope"]))
    assert promise(document["seed"]) == document["seed_sha256"]
    draw_seeds()
    for day in (today.isoformat(), (today + timedelta(days=1)).isoformat(), "2020-01-01", "gisteren"):
        page(reverse("order-list", kwargs={"day": day}), status=404)


def test_the_list_of_today_as_a_file_has_the_order_of_the_page_without_the_seed() -> None:
    for number in range(15):
        listed(f"Bedrijf {number}", serves=["zwolle"] if number % 2 else [])
    answer = Client().get(f"{reverse('directory-file')}?taak={MAIL}&gemeente=Zwolle")
    document = json.loads(answer.content)
    text = directory(f"?taak={MAIL}&gemeente=Zwolle")
    assert len(document["order"]) == 15
    assert sorted(document["order"], key=text.index) == document["order"]
    seed = OrderSeed.objects.get(day=timezone.localdate()).seed
    assert document["seed_sha256"] == promise(seed)
    assert seed not in answer.content.decode()


def _before(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
