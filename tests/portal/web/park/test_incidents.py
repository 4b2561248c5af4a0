"""The pages of an area about what happened: list, totals, csv, one report, and whom companies call."""

import pytest
from django.utils import timezone

from tests.portal.incidents.reports import Place, place
from weerbaar.portal.audit.models import Event
from weerbaar.portal.incidents.models import AreaContact, ParkIncident
from weerbaar.portal.parks.models import Establishment
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


def url(here: Place, rest: str = "") -> str:
    return f"/terrein/{here.park_id}/incidenten/{rest}"


def test_who_runs_the_area_sees_reports_totals_and_map(here: Place) -> None:
    Establishment.objects.create(park=here.area.park, name="Bakkerij")
    here.report(latitude=51.4, longitude=5.9)
    here.report("INC-FIRE", street="Kade 1")
    told = here.area.chaima.client().get(url(here)).content.decode()
    for part in (
        "2 meldingen in een jaar",
        "200,0 per 100",
        "Meerpaal 4",
        "Kade 1",
        'data-map="kaart-data"',
        "Per straat",
    ):
        assert part in told
    assert "Deegrol" not in told.split("<main")[1]


def test_the_list_is_filtered_by_subject_and_month(here: Place) -> None:
    here.report()
    here.report("INC-FIRE", street="Kade 1", happened_on=timezone.localdate().replace(year=2025, month=1, day=5))
    client = here.area.chaima.client()
    fire = client.get(url(here, "?aspect=fire")).content.decode()
    assert "Kade 1" in fire
    assert "Meerpaal 4" not in fire.split("Aantallen van het laatste jaar")[0]
    assert "Geen melding past" in client.get(url(here, "?maand=2020-01")).content.decode()


def test_a_party_without_reports_reads_totals(here: Place) -> None:
    here.report()
    told = here.area.partners[PartnerKind.ASSOCIATION].client().get(url(here)).content.decode()
    assert "1 melding in een jaar" in told
    assert "Meerpaal" not in told


def test_a_table_for_a_spreadsheet_holds_no_formula(here: Place) -> None:
    here.report(street="=HYPERLINK(1)")
    told = here.area.chaima.client().get(f"/terrein/{here.park_id}/incidenten.csv").content.decode()
    assert "'=HYPERLINK(1)" in told


def test_a_report_is_taken_up_and_closed(here: Place) -> None:
    made = here.report()
    client = here.area.partners[PartnerKind.POLICE].client()
    assert client.post(url(here, f"{made}/"), {"doe": "neem"}).status_code == 302
    assert "Opgepakt" in client.get(url(here, f"{made}/")).content.decode()
    assert client.post(url(here, f"{made}/"), {"doe": "klaar", "done": ""}).status_code == 422
    assert client.post(url(here, f"{made}/"), {"doe": "klaar", "done": "Extra rondes"}).status_code == 302
    row = ParkIncident.objects.get()
    assert (row.state, row.done, row.taken_up_by) == ("closed", "Extra rondes", "police")
    assert [event.word for event in Event.objects.filter(subject_id=made)] == [
        "person:incident:report",
        "person:incident:take",
        "person:incident:close",
    ]


def test_a_party_that_does_not_see_it_does_nothing_with_it(here: Place) -> None:
    made = here.report()
    client = here.area.partners[PartnerKind.MUNICIPALITY].client()
    assert client.post(url(here, f"{made}/"), {"doe": "neem"}).status_code == 404
    assert ParkIncident.objects.get().state == "new"


def test_numbers_are_written_by_who_runs_the_area(here: Place) -> None:
    page, today = url(here, "nummers/"), timezone.localdate().isoformat()
    form = {"contact": "CT-PARK", "phone": "0413 222", "checked_on": today}
    partner = here.area.partners[PartnerKind.POLICE].client()
    assert partner.get(page).status_code == 200
    assert partner.post(page, form).status_code == 403
    client = here.area.chaima.client()
    assert client.post(page, {**form, "phone": "bel"}).status_code == 422
    assert client.post(page, form).status_code == 302
    assert "0413 222" in client.get(page).content.decode()
    assert client.post(page, {"contact": "CT-PARK", "weg": "ja"}).status_code == 302
    assert not AreaContact.objects.exists()
    assert Event.objects.filter(word="person:area-contact:write").count() == 1


def test_a_stranger_finds_nothing(here: Place) -> None:
    assert here.area.outsider.client().get(url(here)).status_code == 404
    assert here.area.outsider.client().get(url(here, "nummers/")).status_code == 404
