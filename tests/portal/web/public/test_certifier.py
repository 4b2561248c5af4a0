"""The pages behind a certifier's link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.audits.way import PASSWORD, asked, at_the_audit
from tests.portal.trajectories.area import Area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.audits.dossier.verify import verify
from weerbaar.portal.audits.models import Audit, AuditRemark, Certificate
from weerbaar.portal.audits.services.make_dossier import make_dossier
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.services.end_phase import waive_phase

pytestmark = pytest.mark.django_db
PAGES = ("", "dossier.zip", "lezen/index.html", "lezen/index.pdf")


@pytest.fixture
def here() -> Area:
    return at_the_audit()


@pytest.fixture
def address(here: Area) -> str:
    return f"/keuring/{asked(here).holder.token}/"


def shown(address: str) -> Client:
    """A browser that has shown the password."""
    client = Client()
    assert client.post(f"{address}wachtwoord/", {"password": PASSWORD}).status_code == 302
    return client


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_seen_before_the_password(address: str, page: str) -> None:
    asks = Client().get(address + page)
    assert asks.headers["Location"] == f"{address}wachtwoord/"
    assert "Meeuwenwaard" not in Client().get(f"{address}wachtwoord/").content.decode()
    assert shown(address).get(address + page).status_code == 200


def test_a_wrong_password_opens_nothing_and_ten_lock_the_link(address: str) -> None:
    client = Client()
    for _ in range(9):
        assert client.post(f"{address}wachtwoord/", {"password": "guess"}).status_code == 422
    assert client.get(address).status_code == 302
    assert client.post(f"{address}wachtwoord/", {"password": "guess"}).status_code == 410
    assert client.post(f"{address}wachtwoord/", {"password": PASSWORD}).status_code == 410
    assert Client().get(f"/keuring/{'x' * 32}/").status_code == 404


def test_the_file_stays_as_it_was_and_another_is_not_seen(here: Area, address: str) -> None:
    waive_phase(here.trajectory, "Dit was later.", actor=here.manager)
    make_dossier(here.trajectory, actor=here.manager)
    client = shown(address)
    told = client.get(address).content.decode()
    assert "Dossier 1 van Meeuwenwaard" in told
    assert "Dit was later." not in told
    assert "Chaima" in told  # who waived, as the page of the KVO promises
    data = client.get(f"{address}dossier.zip").content
    found = verify(data)
    assert found.is_whole and found.cover and found.cover.number == 1
    assert client.get(f"{address}lezen/nothing.txt").status_code == 404
    assert client.get(address)["Cache-Control"] == "private, no-store"
    assert client.get(f"/terrein/{here.park.id}/audit/").status_code == 302
    assert Event.objects.filter(word="link-holder:dossier:fetch").exists()


def test_an_audit_from_remark_to_certificate(here: Area, address: str) -> None:
    client = shown(address)
    assert client.post(address, {"doe": "opmerking", "kind": "major", "text": ""}).status_code == 422
    assert client.post(address, {"doe": "opmerking", "kind": "major", "text": "Te dun."}).status_code == 302
    assert client.post(address, {"doe": "oordeel", "outcome": "positive"}).status_code == 422
    assert client.post(address, {"doe": "certificaat", "number": "1"}).status_code == 422
    remark = str(AuditRemark.objects.get().id)
    assert client.post(address, {"doe": "sluit", "remark": "nothing"}).status_code == 404
    for deed in ("sluit", "heropen", "sluit"):
        assert client.post(address, {"doe": deed, "remark": remark}).status_code == 302
    assert client.post(address, {"doe": "oordeel", "outcome": "positive"}).status_code == 302
    today = timezone.localdate()
    days = {"valid_from": today.isoformat(), "valid_until": (today + timedelta(days=1000)).isoformat()}
    given = {"doe": "certificaat", "number": "KVO-77", "level": "BASIC", **days}
    assert client.post(address, given | {"valid_until": "2026-99-99"}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert Certificate.objects.get().number == "KVO-77"
    assert Trajectory.objects.get().state == "certified"
    assert "KVO-77" in client.get(address).content.decode()


def test_a_link_that_ended_says_since_when(address: str) -> None:
    client = shown(address)
    Audit.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    for page in ("", "wachtwoord/", "dossier.zip"):
        gone = client.get(address + page)
        assert gone.status_code == 410
        assert "Meeuwenwaard" not in gone.content.decode()
