"""The page that takes in a file with establishments: it guesses, shows, refuses with row and column, and takes in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from tests.portal.parks.list_file.xlsx import table_of
from tests.portal.people import Somebody
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.models import Establishment, ListFile
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db
GOOD = "Bedrijfsnaam;Adres;Omzet;Lid\nVonk;Kade 1;=9;ja\nBol;Kade 2;8;nee\n"


@pytest.fixture
def here() -> Area:
    return area()


def url(here: Area, rest: str = "bedrijven/bestand/") -> str:
    return f"/terrein/{here.park.id}/gebied/{rest}"


def give(here: Area, data: str | bytes, name: str = "leden.csv", who: Somebody | None = None) -> HttpResponse:
    file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
    return (who or here.chaima).client().post(url(here), {"doe": "bestand", "file": file})  # type: ignore[return-value]


def page(here: Area) -> str:
    return here.chaima.client().get(url(here)).content.decode()


def send(here: Area, deed: str, *columns: str) -> HttpResponse:
    chosen = {f"kolom-{at}": column for at, column in enumerate(columns)}
    return here.chaima.client().post(url(here), {"doe": deed, **chosen})  # type: ignore[return-value]


def test_a_file_is_looked_at_and_taken_in_and_then_forgotten(here: Area) -> None:
    assert give(here, GOOD).status_code == 302
    told = page(here)
    assert "2 nieuw, 0 veranderen, 0 blijven gelijk" in told
    assert re.findall(r'<option value="(\w+)" selected', told) == ["name", "address", "association_member"]
    assert "=9, 8" in told
    assert not Establishment.objects.exists()
    chosen = {"kolom-0": "name", "kolom-1": "address", "kolom-3": "association_member"}
    done = here.chaima.client().post(url(here), {"doe": "neem", **chosen}, follow=True)
    assert "2 adressen zijn nieuw." in done.content.decode()
    assert "Een bestand is ingelezen." in done.content.decode()
    assert Establishment.objects.filter(association_member=True).get().name == "Vonk"
    assert not ListFile.objects.exists()
    assert Event.objects.filter(word="person:establishment-list:import").exists()


def test_a_workbook_is_taken_as_well(here: Area) -> None:
    give(here, table_of([["naam", "adres"], ["Vonk", "Kade 1"]]), "leden.xlsx")
    assert "1 nieuw, 0 veranderen" in page(here)


def test_the_same_file_again_has_nothing_to_take_in(here: Area) -> None:
    for _ in range(2):
        give(here, GOOD)
        send(here, "neem", "name", "address", "", "association_member")
    give(here, GOOD)
    told = page(here)
    assert "staat al op de lijst" in told
    assert 'value="neem"' not in told
    assert Establishment.objects.count() == 2


def test_what_is_wrong_is_said_with_row_and_column_and_nothing_is_taken_in(here: Area) -> None:
    give(here, "Bedrijf;Waar;Lid\nVonk;Kade 1;ja\n\n;Kade 2;soms\n")
    told = page(here)
    assert "Rij 4, Lid:</b> Vul ja of nee in." in told
    refused = send(here, "neem", "name", "address", "association_member")
    assert refused.status_code == 422
    told = refused.content.decode()
    assert "Rij 4, Bedrijf:</b> Vul de naam in" in told
    assert 'value="neem"' not in told
    assert not Establishment.objects.exists()
    assert send(here, "kijk", "name", "address", "").status_code == 422


def test_a_column_chosen_twice_is_said(here: Area) -> None:
    give(here, GOOD)
    told = send(here, "kijk", "name", "address", "address", "").content.decode()
    assert "Dubbel gekozen:" in told
    assert 'value="neem"' not in told


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "minstens één rij"),
        (b"\0\1\2;\n1;2", "geen tabel"),
        (b"x" * 2_000_001, "groter"),
        (b"a;b\n" + b"1;2\n" * 2001, "2.000 rijen"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(here: Area, data: bytes, said: str) -> None:
    refused = give(here, data)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not ListFile.objects.exists()
    assert here.chaima.client().post(url(here), {"doe": "bestand"}).status_code == 422


def test_another_file_can_be_chosen_and_without_one_there_is_nothing_to_take_in(here: Area) -> None:
    give(here, GOOD)
    assert send(here, "weg").status_code == 302
    assert not ListFile.objects.exists()
    assert 'type="file"' in send(here, "neem").content.decode()


def test_partners_and_strangers_take_nothing_in(here: Area) -> None:
    police = here.partners[PartnerKind.POLICE]
    assert police.client().get(url(here)).status_code == 403
    assert give(here, GOOD, who=police).status_code == 403
    assert here.outsider.client().get(url(here)).status_code == 404
    assert give(here, GOOD, who=here.outsider).status_code == 404
    assert not ListFile.objects.exists()


def test_one_persons_file_is_not_another_ones(here: Area) -> None:
    give(here, GOOD)
    assert 'type="file"' in here.pim.client().get(url(here)).content.decode()
