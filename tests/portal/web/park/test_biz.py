"""The pages of the investment zone: work, refuse a stranger and a partner who would change, validate."""

from datetime import date

import pytest
from django.test import Client

from tests.portal.biz.zones import in_ballot, running
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.biz.models import Ballot, BudgetLine, Spending, YearAccount, Zone
from weerbaar.portal.biz.services.keep_money import set_line
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db
PLAN = {
    "name": "BIZ Meeuwenwaard",
    "purpose": "Een veilig terrein",
    "payers": "users",
    "starts_on": "2025-01-01",
    "ends_on": "2027-12-31",
    "value": ["0", "250.000", ""],
    "levy_amount": ["250", "500,00", ""],
    "levy_payers": ["40", "20", ""],
}


@pytest.fixture
def here() -> Area:
    return area()


def url(here: Area, rest: str = "") -> str:
    return f"/terrein/{here.park.id}/biz/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_an_area_without_a_zone_says_how_one_comes(here: Area) -> None:
    assert "Nog geen BIZ" in text(here.chaima.client(), url(here))


def test_a_stranger_finds_nothing_and_a_partner_reads(here: Area) -> None:
    running(here)
    police = here.partners[PartnerKind.POLICE].client()
    for page in ("", "2025/", "2025.csv"):
        assert here.outsider.client().get(url(here, page)).status_code == 404
        assert police.get(url(here, page)).status_code == 200
    for page in ("plan/", "stemming/"):
        assert here.outsider.client().get(url(here, page)).status_code == 404
        assert police.get(url(here, page)).status_code == 403
    assert police.post(url(here, "2025/"), {"deed": "line", "name": "X", "amount": "5"}).status_code == 403
    assert not BudgetLine.objects.exists()


def test_the_manager_writes_a_plan_with_steps(here: Area) -> None:
    response = here.chaima.client().post(url(here, "plan/"), PLAN)
    assert response.status_code == 302
    assert Zone.objects.get().levy == [[0, 25000, 40], [250000, 50000, 20]]
    assert "€\u00a020.000 per jaar" in text(here.chaima.client(), url(here))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Vul een naam in."),
        ({"levy_amount": ["gratis", "", ""]}, "Vul bedragen en aantallen in."),
        ({"levy_amount": ["", "", ""], "levy_payers": ["", "", ""]}, "Begin bij waarde 0"),
        ({"ends_on": "2024-01-01"}, "De laatste dag komt na de eerste"),
        ({"ends_on": "morgen"}, "Er ging iets mis"),
    ],
)
def test_a_plan_that_is_not_whole_says_what_is_wrong_and_loses_nothing(
    here: Area, changes: dict[str, object], said: str
) -> None:
    response = here.chaima.client().post(url(here, "plan/"), PLAN | changes)
    told = response.content.decode()
    assert response.status_code == 422
    assert said in told
    assert "Een veilig terrein" in told
    assert not Zone.objects.exists()


def test_the_ballot_opens_is_noted_and_counted(here: Area) -> None:
    manager = here.chaima.client()
    manager.post(url(here, "plan/"), PLAN)
    opened = {"deed": "open", "opens_on": "2024-11-01", "closes_on": "2024-11-20", "eligible": "60"}
    assert manager.post(url(here, "stemming/"), opened).status_code == 302
    assert manager.post(url(here, "stemming/"), {"deed": "note", "returned": "41"}).status_code == 302
    wrong = manager.post(url(here, "stemming/"), {"deed": "count", "in_favour": "70", "against": "0", "invalid": "0"})
    assert wrong.status_code == 422
    assert "meer stemmen dan mensen" in wrong.content.decode()
    votes = {"deed": "count", "in_favour": "30", "against": "10", "invalid": "1"}
    assert manager.post(url(here, "stemming/"), votes).status_code == 302
    assert Ballot.objects.get().accepted is True
    assert "30 voor, 10 tegen, 1 ongeldig" in text(manager, url(here, "stemming/"))


def test_a_number_that_is_none_is_refused(here: Area) -> None:
    in_ballot(here)
    response = here.chaima.client().post(url(here, "stemming/"), {"deed": "note", "returned": "veel"})
    assert response.status_code == 422


def test_budget_and_spending_of_a_year(here: Area) -> None:
    running(here)
    manager = here.chaima.client()
    manager.post(url(here, "2025/"), {"deed": "line", "name": "Verlichting", "amount": "1.000,00"})
    line = BudgetLine.objects.get()
    paid = {
        "deed": "spend",
        "line": str(line.id),
        "on": "2025-03-01",
        "spent": "250,50",
        "what": "=Lampen",
        "proof": "F1",
    }
    assert manager.post(url(here, "2025/"), paid).status_code == 302
    assert "2025: €\u00a0250,50 uitgegeven van €\u00a01.000" in text(manager, url(here, "2025/"))
    assert "'=Lampen" in text(manager, url(here, "2025.csv"))
    wrong = manager.post(url(here, "2025/"), paid | {"spent": "niets"})
    assert wrong.status_code == 422
    assert 'id="spent-error"' in wrong.content.decode()
    manager.post(url(here, "2025/"), {"deed": "undo", "spending": str(Spending.objects.get().id)})
    assert "ongedaan gemaakt" in text(manager, url(here, "2025/"))
    manager.post(url(here, "2025/"), {"deed": "close"})
    assert YearAccount.objects.get().year == 2025
    assert "verandert niets meer" in text(manager, url(here, "2025/"))


def test_a_year_outside_the_term_is_not_there(here: Area) -> None:
    running(here)
    assert here.chaima.client().get(url(here, "2019/")).status_code == 404


def test_a_line_of_another_area_is_not_spent_from(here: Area) -> None:
    running(here)
    set_line(here.park.id, 2025, "Verlichting", 5, actor=here.manager)
    paid = {"deed": "spend", "line": "geen-id", "on": str(date(2025, 3, 1)), "spent": "1", "what": "x"}
    assert here.chaima.client().post(url(here, "2025/"), paid).status_code == 422
