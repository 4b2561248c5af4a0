"""The marks of a provider: claimed here, checked by a vetter."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.portal.people import Somebody, somebody
from tests.portal.providers.vetting import registered
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.models import Mark
from weerbaar.portal.providers.words import MarkState

pytestmark = pytest.mark.django_db


def sent(**more: str) -> dict[str, str]:
    until = (timezone.localdate() + timedelta(days=100)).isoformat()
    return {"mark": "MK-CVNL", "holder": "Noorderzon ICT", "valid_until": until, **more}


@pytest.fixture
def daan() -> Somebody:
    return somebody("daan")


def address(organisation_id: uuid.UUID) -> str:
    return reverse("provider-marks", args=[organisation_id])


def test_a_mark_is_a_claim_until_somebody_looked(daan: Somebody) -> None:
    organisation_id = registered(daan)

    assert daan.client().post(address(organisation_id), sent()).status_code == 302

    row = Mark.objects.get()
    assert (row.state, row.checked_on) == (MarkState.CLAIMED, None)
    assert "Cyberveilig Nederland" in daan.client().get(address(organisation_id)).content.decode()
    assert Event.objects.filter(word=ProviderEvent.MARK_CLAIMED, subject_id=row.id).count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mark", "MK-NOTHING"),
        ("mark", "MK-ISO27001"),  # not read at its source, so nobody may choose it yet
        ("holder", " "),
        ("valid_until", "2020-01-01"),
        ("valid_until", "ooit"),
        ("register_url", "http://register.example/1"),
        ("register_url", "javascript:alert(1)"),
    ],
)
def test_what_cannot_be_is_refused(daan: Somebody, field: str, value: str) -> None:
    organisation_id = registered(daan)

    answer = daan.client().post(address(organisation_id), sent(**{field: value}))

    assert (answer.status_code, set(answer.context["errors"])) == (422, {field})
    assert not Mark.objects.exists()


def test_a_mark_is_there_once(daan: Somebody) -> None:
    organisation_id = registered(daan)
    daan.client().post(address(organisation_id), sent())

    assert daan.client().post(address(organisation_id), sent()).status_code == 422
    assert Mark.objects.count() == 1


def test_a_mark_is_removed(daan: Somebody) -> None:
    organisation_id = registered(daan)
    daan.client().post(address(organisation_id), sent())
    door = reverse("provider-mark-remove", args=[organisation_id, Mark.objects.get().id])

    assert daan.client().post(door).status_code == 302
    assert daan.client().post(door).status_code == 404
    assert Event.objects.filter(word=ProviderEvent.MARK_REMOVED).count() == 1


def test_strangers_and_readers_change_nothing(daan: Somebody) -> None:
    organisation_id = registered(daan)
    daan.client().post(address(organisation_id), sent())
    door = reverse("provider-mark-remove", args=[organisation_id, Mark.objects.get().id])
    otto, bram = somebody("otto"), somebody("bram")
    Membership.objects.create(organisation_id=organisation_id, user=bram.user, role=Role.READER.value)

    assert [otto.client().post(door).status_code, bram.client().post(door).status_code] == [404, 403]
    assert otto.client().get(address(organisation_id)).status_code == 404
    assert bram.client().post(address(organisation_id), sent()).status_code == 403
    assert Mark.objects.count() == 1
