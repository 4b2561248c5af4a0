"""Taking in files with providers and marks, by page and by command: seen first, all or nothing, and undone."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.portal.people import somebody
from tests.portal.providers.test_csv_rows import GOOD, MARK, a_file
from tests.portal.providers.vetting import PROFILE, adviser, operator, submitted
from weerbaar.portal.accounts.models import User
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.providers.csv_rows import MARK_COLUMNS
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.models import Mark, Provider, ProviderImport, Vetting
from weerbaar.portal.providers.services.move_provider import submit_provider
from weerbaar.portal.providers.words import MarkState, ProviderState

pytestmark = pytest.mark.django_db
DOOR = "/beheer/inlezen/"
OTHER = {**GOOD, "name": "Dirks ICT", "kvk_number": "87654321", "email": "dirk@dirk.example"}


def sent(data: bytes, what: str = "write", kind: str = "providers") -> dict[str, str]:
    return {"text": data.decode(), "doe": what, "kind": kind}


def test_looking_writes_nothing_and_taking_in_makes_drafts() -> None:
    browser = operator().client()

    seen = browser.post(DOOR, sent(a_file(GOOD, OTHER), "look"))
    assert "Dirks ICT" in seen.content.decode()
    assert not Provider.objects.exists()

    assert browser.post(DOOR, sent(a_file(GOOD, OTHER))).status_code == 302
    assert set(Provider.objects.values_list("state", flat=True)) == {ProviderState.DRAFT}
    row = Provider.objects.get(organisation__name="Noorderzon ICT")
    assert set(row.areas.values_list("municipality", flat=True)) == {"kampen", "zwolle"}
    assert row.organisation.memberships.get().user.email == "hallo@noorderzon.example"
    assert Event.objects.filter(word=ProviderEvent.IMPORTED).count() == 2


def test_with_one_mistake_nothing_is_written() -> None:
    browser = operator().client()

    answer = browser.post(DOOR, sent(a_file(GOOD, {**OTHER, "email": "dirk"})))

    assert answer.status_code == 422
    assert [line[:2] for line in answer.context["complaints"]] == [(3, "email")]
    assert (Provider.objects.count(), ProviderImport.objects.count(), Organisation.objects.count()) == (0, 0, 0)


def test_the_same_file_is_not_taken_in_twice() -> None:
    browser = operator().client()
    browser.post(DOOR, sent(a_file(GOOD)))

    answer = browser.post(DOOR, sent(a_file(GOOD)))

    assert (answer.status_code, Provider.objects.count()) == (422, 1)


def test_undoing_removes_drafts_and_the_accounts_made_for_them_and_nothing_else() -> None:
    olga, anna = operator(), somebody("anna")
    browser = olga.client()
    browser.post(DOOR, sent(a_file(GOOD, {**OTHER, "email": anna.user.email}, {**OTHER, "kvk_number": "11111111"})))
    batch, kept = ProviderImport.objects.get(), Provider.objects.get(organisation__kvk_number="87654321")
    submit_provider(kept.organisation_id, actor=anna.person)

    assert browser.post(reverse("import-undo", args=[batch.id])).status_code == 302
    assert browser.post(reverse("import-undo", args=[batch.id])).status_code == 404

    assert list(Provider.objects.values_list("id", flat=True)) == [kept.id]
    assert set(User.objects.values_list("email", flat=True)) == {olga.user.email, anna.user.email}
    assert Event.objects.filter(word=ProviderEvent.IMPORT_UNDONE).count() == 2


def test_only_operators_take_files_in() -> None:
    vera, _bureau = adviser("vera")

    for who in (vera, somebody("otto")):
        assert who.client().get(DOOR).status_code == 404
        assert who.client().post(DOOR, sent(a_file(GOOD))).status_code == 404
    assert not Provider.objects.exists()


def test_an_extract_of_a_register_checks_marks_of_those_we_know() -> None:
    row = submitted(somebody("daan"))
    Organisation.objects.filter(id=row.organisation_id).update(kvk_number="12345678")
    data = a_file(MARK, {**MARK, "kvk_number": "99999999"}, columns=MARK_COLUMNS)

    assert operator().client().post(DOOR, sent(data, kind="marks")).status_code == 302

    mark = Mark.objects.get()
    assert (mark.provider_id, mark.state, mark.checked_on is not None) == (row.id, MarkState.VERIFIED, True)
    assert Vetting.objects.get().mark_id == mark.id


def test_an_operator_does_not_check_marks_of_a_competitor_by_a_file() -> None:
    row, olga = submitted(somebody("daan")), operator()
    submitted(olga, PROFILE, "Olgas ICT")
    Organisation.objects.filter(id=row.organisation_id).update(kvk_number="12345678")

    answer = olga.client().post(DOOR, sent(a_file(MARK, columns=MARK_COLUMNS), kind="marks"))

    assert (answer.status_code, Mark.objects.count()) == (422, 0)


def test_the_command_does_the_same(tmp_path: Path) -> None:
    olga, out, file = operator(), io.StringIO(), tmp_path / "providers.csv"
    file.write_bytes(a_file(GOOD))

    call_command("import_providers", str(file), by=olga.user.email, stdout=out)
    assert not Provider.objects.exists()
    call_command("import_providers", str(file), by=olga.user.email, write=True, stdout=out)
    assert Provider.objects.count() == 1
    with pytest.raises(CommandError, match="line 2: kvk_number: taken"):
        call_command("import_providers", str(file), by=olga.user.email, write=True)
    call_command("import_providers", by=olga.user.email, undo=str(ProviderImport.objects.get().id), stdout=out)
    assert not Provider.objects.exists()


def test_the_command_is_for_operators(tmp_path: Path) -> None:
    file = tmp_path / "providers.csv"
    file.write_bytes(a_file(GOOD))

    with pytest.raises(CommandError, match="no operator"):
        call_command("import_providers", str(file), by=somebody("otto").user.email, write=True)
    with pytest.raises(CommandError, match="nobody"):
        call_command("import_providers", str(file), by="wie@mail.example")
