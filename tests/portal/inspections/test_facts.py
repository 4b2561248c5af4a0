"""What the rules of a scheme count: closed rounds, on the day that they were walked."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.portal.inspections.walk import seen_point, walk
from tests.portal.trajectories.area import area
from weerbaar.portal.inspections.facts import things_of
from weerbaar.portal.inspections.services.begin_inspection import begin_inspection
from weerbaar.portal.inspections.services.close_inspection import RoundForm, close_inspection
from weerbaar.portal.inspections.words import Light
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.evaluate import missing
from weerbaar.portal.trajectories.schemes.rules import Count, Facts

pytestmark = pytest.mark.django_db
FORM = RoundForm("Van de brug naar de kade", ("police",))


def test_a_round_counts_once_it_is_closed() -> None:
    here, on = area(), walk()
    trajectory = Trajectory.objects.get()
    seen_point(here, None, on)
    assert things_of(trajectory) == {"inspection": ()}
    close_inspection(here.park.id, on.id, FORM, actor=here.manager)
    (thing,) = things_of(trajectory)["inspection"]
    assert (thing.on, thing.fields) == (date(2026, 11, 20), {"round": "DARK"})


def test_two_rounds_a_year_meet_the_rule_and_older_ones_do_not() -> None:
    here, today = area(), timezone.localdate()
    rule = Count("inspection", {"last_months": 12}, 2, None)
    for light, days in ((Light.DAY, 30), (Light.DARK, 500), (Light.DARK, 200)):
        moment = timezone.now() - timedelta(days=days)
        begun = begin_inspection(here.park.id, light, actor=here.manager, started_at=moment, now=moment)
        close_inspection(here.park.id, begun, FORM, actor=here.manager, now=moment)
        things = things_of(Trajectory.objects.get())
        lacks = missing(rule, Facts(today, {}, things))
        assert bool(lacks) == (len(things["inspection"]) < 3)
