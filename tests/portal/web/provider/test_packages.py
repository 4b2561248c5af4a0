"""The packages of a provider: add, change, withdraw."""

import uuid

import pytest
from django.urls import reverse

from tests.portal.people import Somebody, somebody
from tests.portal.providers.vetting import registered
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.models import Package

pytestmark = pytest.mark.django_db
SENT = {
    "cause": "ACT-MAILAUTH",
    "included": "Regel zetten en uitleggen",
    "price_from": "400",
    "price_to": "1.250,50",
    "lead_days": "8",
    "hours": "4,5",
    "warranty_days": "90",
}


@pytest.fixture
def daan() -> Somebody:
    return somebody("daan")


def address(organisation_id: uuid.UUID) -> str:
    return reverse("provider-packages", args=[organisation_id])


def test_a_package_is_kept_and_shown(daan: Somebody) -> None:
    organisation_id = registered(daan)

    assert daan.client().post(address(organisation_id), SENT).status_code == 302

    row = Package.objects.get()
    assert (row.price_from_cents, row.price_to_cents, row.lead_days, row.warranty_days) == (40_000, 125_050, 8, 90)
    assert str(row.hours) == "4.50"
    assert "Regel zetten en uitleggen" in daan.client().get(address(organisation_id)).content.decode()
    assert Event.objects.filter(word=ProviderEvent.PACKAGE_ADDED, subject_id=row.id).count() == 1


def test_without_a_highest_price_there_is_one_price(daan: Somebody) -> None:
    organisation_id = registered(daan)

    daan.client().post(address(organisation_id), {**SENT, "price_to": ""})

    assert Package.objects.get().price_to_cents == 40_000


def test_a_changed_package_is_a_new_one_and_the_old_one_stays(daan: Somebody) -> None:
    organisation_id = registered(daan)
    daan.client().post(address(organisation_id), SENT)
    old = Package.objects.get()

    form = daan.client().get(address(organisation_id), {"pakket": str(old.id)})
    assert form.context["filled"]["price_to"] == "1250,50"
    daan.client().post(address(organisation_id), {**SENT, "price_from": "500"})

    old.refresh_from_db()
    assert old.withdrawn_at is not None
    assert Package.objects.get(withdrawn_at=None).price_from_cents == 50_000


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cause", "ACT-NOTHING"),
        ("cause", ""),
        ("included", " "),
        ("included", "x" * 1001),
        ("price_from", "veel"),
        ("price_from", "0"),
        ("price_from", "1250,51"),
        ("price_to", "250001"),
        ("price_to", "-1"),
        ("lead_days", "0"),
        ("lead_days", "366"),
        ("lead_days", "snel"),
        ("hours", "0"),
        ("hours", "NaN"),
        ("hours", "Infinity"),
        ("hours", "1001"),
        ("warranty_days", "-1"),
        ("warranty_days", "3651"),
    ],
)
def test_what_cannot_be_is_refused(daan: Somebody, field: str, value: str) -> None:
    organisation_id = registered(daan)

    answer = daan.client().post(address(organisation_id), {**SENT, field: value})

    wrong = "price_to" if value == "1250,51" else field
    assert (answer.status_code, set(answer.context["errors"])) == (422, {wrong})
    assert not Package.objects.exists()


def test_a_withdrawn_package_is_gone_and_withdrawn_once(daan: Somebody) -> None:
    organisation_id = registered(daan)
    daan.client().post(address(organisation_id), SENT)
    door = reverse("provider-package-withdraw", args=[organisation_id, Package.objects.get().id])

    assert daan.client().post(door).status_code == 302
    assert daan.client().post(door).status_code == 404
    assert not Package.objects.filter(withdrawn_at=None).exists()
    assert Event.objects.filter(word=ProviderEvent.PACKAGE_WITHDRAWN).count() == 1


def test_strangers_and_readers_change_nothing(daan: Somebody) -> None:
    organisation_id = registered(daan)
    daan.client().post(address(organisation_id), SENT)
    door = reverse("provider-package-withdraw", args=[organisation_id, Package.objects.get().id])
    otto, bram = somebody("otto"), somebody("bram")
    Membership.objects.create(organisation_id=organisation_id, user=bram.user, role=Role.READER.value)

    assert [otto.client().post(door).status_code, bram.client().post(door).status_code] == [404, 403]
    assert otto.client().get(address(organisation_id)).status_code == 404
    assert bram.client().post(address(organisation_id), SENT).status_code == 403
    assert Package.objects.filter(withdrawn_at=None).count() == 1


def test_nobody_withdraws_what_another_provider_offers(daan: Somebody) -> None:
    mine, dirk = registered(daan), somebody("dirk")
    theirs = registered(dirk, "Dirks ICT")
    dirk.client().post(address(theirs), SENT)
    door = reverse("provider-package-withdraw", args=[mine, Package.objects.get().id])

    assert daan.client().post(door).status_code == 404
    assert Package.objects.filter(withdrawn_at=None).count() == 1
