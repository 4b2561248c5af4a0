"""A demonstration has an area in the second year of its story, however often it starts; its people sign in and find it."""

import pytest
from django.test import Client
from django.utils import timezone

from weerbaar.portal.accounts.models import User
from weerbaar.portal.core.actors import Person
from weerbaar.portal.meetings.models import Meeting
from weerbaar.portal.parks.models import Park
from weerbaar.portal.parks.selectors import parks_of
from weerbaar.portal.serve.demo_area import MANAGER, make_demo_area
from weerbaar.portal.trajectories.models import Measure, Trajectory

pytestmark = pytest.mark.django_db


def test_the_area_of_year_two_is_there_once_and_its_people_find_it() -> None:
    make_demo_area("een heel lang wachtwoord")
    make_demo_area("een heel lang wachtwoord")
    assert (Park.objects.count(), Trajectory.objects.count(), Measure.objects.count()) == (1, 1, 18)
    assert Trajectory.objects.get().phase == "carry_out"
    assert Meeting.objects.filter(starts_at__gt=timezone.now()).count() == 1
    manager = User.objects.get(email=MANAGER)
    assert manager.check_password("een heel lang wachtwoord")
    (park,) = parks_of(Person(manager.id))
    client = Client()
    client.force_login(manager)
    for page in (
        "",
        "kvo/",
        "gebied/",
        "schouw/",
        "overleg/",
        "enquete/",
        "cijfers/",
        "analyse/",
        "biz/",
        "incidenten/",
    ):
        assert client.get(f"/terrein/{park.id}/{page}").status_code == 200, page
