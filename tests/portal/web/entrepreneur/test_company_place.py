"""The place of a company says its municipality when both have one name."""

import pytest
from django.urls import reverse

from tests.portal.people import Somebody, somebody
from weerbaar.portal.organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("place", "municipality", "key"),
    [("Zwolle", "", "zwolle"), ("zwolle ", "", "zwolle"), ("Zwolle", "Kampen", "kampen"), ("Lutjebroek", "", "")],
)
def test_what_was_chosen_goes_before_what_the_place_says(place: str, municipality: str, key: str) -> None:
    anna: Somebody = somebody("anna")

    anna.client().post(reverse("company-new"), {"name": "Deegrol", "place": place, "municipality": municipality})

    row = Organisation.objects.get()
    assert (row.place, row.municipality) == (place.strip(), key)


def test_an_unknown_municipality_stays_a_mistake() -> None:
    sent = {"name": "Deegrol", "place": "Zwolle", "municipality": "Sesamstraat"}

    answer = somebody("anna").client().post(reverse("company-new"), sent)

    assert (answer.status_code, set(answer.context["errors"])) == (422, {"municipality"})
