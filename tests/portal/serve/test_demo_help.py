"""A demonstration has providers that are found and an area that works on its KVO, however often it starts."""

import pytest
from django.test import Client

from weerbaar.portal.accounts.models import User
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.selectors import parks_of, seats_of
from weerbaar.portal.providers.models import Mark, Provider
from weerbaar.portal.serve.demo_help import MANAGER, make_demo_help
from weerbaar.portal.trajectories.models import Measure, Trajectory

pytestmark = pytest.mark.django_db


def test_what_is_there_is_left_alone_at_the_next_start() -> None:
    make_demo_help("een heel lang wachtwoord")
    make_demo_help("een heel lang wachtwoord")
    assert Provider.objects.filter(state="listed").count() == 3
    assert sorted(Mark.objects.values_list("state", flat=True)) == ["claimed", "verified"]
    assert (Trajectory.objects.count(), Measure.objects.count()) == (1, 5)


def test_the_manager_can_sign_in_and_finds_the_area_with_its_partners() -> None:
    make_demo_help("een heel lang wachtwoord")
    manager = User.objects.get(email=MANAGER)
    (park,) = parks_of(Person(manager.id))
    assert len(seats_of(park.id)) == 4
    assert manager.check_password("een heel lang wachtwoord")
    client = Client()
    client.force_login(manager)
    assert client.get(f"/terrein/{park.id}/").status_code == 200
    assert all("(fictief)" in name for name in Provider.objects.values_list("organisation__name", flat=True))
