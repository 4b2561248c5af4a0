"""One's own account: its doors, and erasing it."""

import pytest
from django.core.management import call_command
from django.test import Client

from tests.portal.people import Bakery, bakery
from weerbaar.portal.accounts.models import User
from weerbaar.portal.organisations.grant_selectors import receivers
from weerbaar.portal.serve.demo_people import make_demo_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    return bakery()


def test_the_doors_of_an_account_all_open(here: Bakery) -> None:
    client = here.anna.client()
    page = client.get("/account/").content.decode()
    assert here.anna.user.email in page
    for path in ("/account/email/", "/account/2fa/", "/account/sessions/"):
        assert path in page
        assert client.get(path).status_code == 200


def test_an_account_is_for_who_has_signed_in(client: Client) -> None:
    assert client.get("/account/").headers["Location"].startswith("/account/login/")


def test_an_only_owner_cannot_leave_a_company_behind(here: Bakery) -> None:
    answer = here.anna.client().post("/account/verwijderen/")
    assert answer.status_code == 409
    assert "Bakkerij Deegrol" in answer.content.decode()
    assert User.objects.filter(id=here.anna.user.id).exists()


def test_an_account_is_erased_and_its_session_opens_nothing(here: Bakery) -> None:
    client = here.bram.client()
    assert client.post("/account/verwijderen/").status_code == 302
    assert not User.objects.filter(id=here.bram.user.id).exists()
    assert client.get(f"/bedrijf/{here.id}/").headers["Location"].startswith("/account/login/")


def test_a_weak_password_is_refused_in_plain_words(client: Client) -> None:
    for password, sentence in (
        ("kort", "Dit wachtwoord is te kort."),
        ("qwerty123456", "Veel mensen gebruiken dit wachtwoord"),
        ("nieuw@mail.example", "Dit wachtwoord lijkt op je e-mailadres"),
    ):
        answer = client.post("/account/signup/", {"email": "nieuw@mail.example", "password1": password})
        assert sentence in answer.content.decode(), password
        assert 'value="nieuw@mail.example"' in answer.content.decode()
    assert not User.objects.exists()


def test_an_operator_adds_an_organisation_to_share_with() -> None:
    call_command("add_organisation", "municipality", "Gemeente Lindebrug", "veilig@lindebrug.example")
    assert [receiver.name for receiver in receivers()] == ["Gemeente Lindebrug"]
    assert not User.objects.get().has_usable_password()


def test_a_demonstration_has_organisations_to_share_with_however_often_it_starts() -> None:
    make_demo_people()
    make_demo_people()
    assert len(receivers()) == 2
    assert all("(fictief)" in receiver.name for receiver in receivers())
