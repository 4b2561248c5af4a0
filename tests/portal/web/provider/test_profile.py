"""The pages where a provider begins, says what it does, and hands itself in."""

import uuid

import pytest
from django.urls import reverse

from tests.portal.people import Somebody, somebody
from tests.portal.providers.vetting import NO, PROFILE, adviser, registered, submitted
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.models import Membership, Organisation
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.models import Appeal, Provider
from weerbaar.portal.providers.services.change_profile import change_profile
from weerbaar.portal.providers.services.vet_provider import decide_application
from weerbaar.portal.providers.words import ProviderState

pytestmark = pytest.mark.django_db
SENT = {
    "about": "Wij maken mail veilig.",
    "website": "https://noorderzon.example/",
    "email": "hallo@noorderzon.example",
    "phone": "038 123 45 67",
    "municipality": "zwolle",
    "areas": "Kampen\nZwolle",
    "categories": ["web"],
    "languages": ["nl"],
}


@pytest.fixture
def daan() -> Somebody:
    return somebody("daan")


def address(organisation_id: uuid.UUID, name: str = "provider-profile") -> str:
    return reverse(name, args=[organisation_id])


def colleague(organisation_id: uuid.UUID, role: Role) -> Somebody:
    who = somebody(role.value)
    Membership.objects.create(organisation_id=organisation_id, user=who.user, role=role.value)
    return who


def test_a_name_is_enough_to_begin(daan: Somebody) -> None:
    answer = daan.client().post(reverse("provider-new"), {"name": " Noorderzon  ICT "})

    made = Organisation.objects.get()
    assert (made.name, made.kind) == ("Noorderzon ICT", "provider")
    assert Provider.objects.get().state == ProviderState.DRAFT
    assert answer["Location"] == address(made.id)
    assert Event.objects.filter(word=ProviderEvent.REGISTERED).count() == 1


def test_without_a_name_nothing_begins(daan: Somebody) -> None:
    answer = daan.client().post(reverse("provider-new"), {"name": " "})

    assert (answer.status_code, Organisation.objects.count()) == (422, 0)


def test_after_signing_in_a_provider_lands_on_its_own_pages(daan: Somebody) -> None:
    organisation_id = registered(daan)

    assert daan.client().get(reverse("start"))["Location"] == address(organisation_id, "provider-overview")


def test_what_was_filled_in_is_kept_and_shown_again(daan: Somebody) -> None:
    organisation_id = registered(daan)

    answer = daan.client().post(address(organisation_id), SENT)

    row = Provider.objects.get()
    assert answer.status_code == 302
    assert (row.website, row.municipality, row.categories) == ("noorderzon.example", "zwolle", ["web"])
    assert set(row.areas.values_list("municipality", flat=True)) == {"kampen", "zwolle"}
    page = daan.client().get(address(organisation_id)).content.decode()
    assert "Kampen\nZwolle" in page
    assert 'value="web" checked' in page
    assert Event.objects.filter(word=ProviderEvent.CHANGED).count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("website", "https://noorderzon.example/pagina?x=1"),
        ("email", "hallo"),
        ("phone", "bel mij"),
        ("municipality", "Sesamstraat"),
        ("areas", "Kampen\nSesamstraat"),
        ("categories", ["none"]),
        ("languages", ["fy"]),
        ("sectors", ["banks"]),
        ("sizes", ["3"]),
        ("about", "x" * 601),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(daan: Somebody, field: str, value: str | list[str]) -> None:
    organisation_id = registered(daan)

    answer = daan.client().post(address(organisation_id), {**SENT, field: value})

    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {field}
    assert Provider.objects.get().about == ""


def test_a_stranger_finds_no_profile(daan: Somebody) -> None:
    organisation_id, otto = registered(daan), somebody("otto")

    for answer in (
        otto.client().get(address(organisation_id)),
        otto.client().post(address(organisation_id), SENT),
        otto.client().post(address(organisation_id, "provider-step"), {"doe": "submit"}),
    ):
        assert answer.status_code == 404


def test_a_reader_changes_nothing_and_a_member_hands_nothing_in(daan: Somebody) -> None:
    organisation_id = registered(daan)
    change_profile(organisation_id, PROFILE, actor=daan.person)
    reader, member = colleague(organisation_id, Role.READER), colleague(organisation_id, Role.MEMBER)

    assert reader.client().get(address(organisation_id)).status_code == 200
    assert reader.client().post(address(organisation_id), SENT).status_code == 403
    assert member.client().post(address(organisation_id), SENT).status_code == 302
    assert member.client().post(address(organisation_id, "provider-step"), {"doe": "submit"}).status_code == 403
    assert Provider.objects.get().state == ProviderState.DRAFT


def test_a_profile_that_lacks_something_is_not_handed_in(daan: Somebody) -> None:
    organisation_id = registered(daan)

    answer = daan.client().post(address(organisation_id, "provider-step"), {"doe": "submit"})

    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {"about", "email", "municipality", "areas", "categories", "languages"}


def test_handing_in_and_taking_back(daan: Somebody) -> None:
    row = submitted(daan)
    step = address(row.organisation_id, "provider-step")

    assert daan.client().post(step, {"doe": "withdraw"}).status_code == 302
    assert Provider.objects.get().state == ProviderState.DRAFT
    assert daan.client().post(step, {"doe": "submit"}).status_code == 302
    assert Provider.objects.get().state == ProviderState.SUBMITTED


def test_a_refused_provider_reads_why_and_appeals_once(daan: Somebody) -> None:
    row, (vera, _bureau) = submitted(daan), adviser("vera")
    decide_application(row.id, NO, actor=vera.person)
    step = address(row.organisation_id, "provider-step")

    assert NO.reason in daan.client().get(address(row.organisation_id)).content.decode()
    assert daan.client().post(step, {"doe": "appeal", "text": " "}).status_code == 422
    daan.client().post(step, {"doe": "appeal", "text": "Ik was bereikbaar."})
    daan.client().post(step, {"doe": "appeal", "text": "Nog eens."})

    assert Appeal.objects.get().text == "Ik was bereikbaar."
    assert Event.objects.filter(word=ProviderEvent.APPEALED).count() == 1


def test_an_unknown_step_is_no_step(daan: Somebody) -> None:
    organisation_id = registered(daan)

    assert daan.client().post(address(organisation_id, "provider-step"), {"doe": "list"}).status_code == 400
