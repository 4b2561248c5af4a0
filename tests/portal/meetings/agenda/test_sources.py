"""What comes on the agenda from walk-rounds and figures."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.portal.inspections.walk import lamp, seen_point
from tests.portal.meetings.table import NOON, held
from tests.portal.trajectories.area import area
from weerbaar.portal.figures.models import FigureImport
from weerbaar.portal.inspections.models import Point
from weerbaar.portal.meetings.agenda.late_points import late_points
from weerbaar.portal.meetings.agenda.new_figures import new_figures
from weerbaar.portal.trajectories.models import Trajectory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOON)


def test_points_that_are_late_come_with_their_owner_and_solved_ones_do_not() -> None:
    here = area()
    first, second, third = (seen_point(here, lamp()) for _ in range(3))
    Point.objects.filter(id=first).update(due_on=TODAY - timedelta(days=1))
    Point.objects.filter(id=second).update(due_on=TODAY - timedelta(days=9), place_text="")
    Point.objects.filter(id=third).update(
        due_on=TODAY - timedelta(days=9), state="solved", solved_on=TODAY, solved_by_party="municipality"
    )
    found = late_points(Trajectory.objects.get(), TODAY)
    assert [point.subject for point in found] == [str(second), str(first)]
    assert [point.why["nl"] for point in found] == ["Gemeente: 9 dagen te laat", "Gemeente: 1 dag te laat"]
    assert found[1].title["nl"].endswith("(Bij de brug)")
    assert not late_points(Trajectory.objects.get(), TODAY - timedelta(days=30))
    # The page leads to the point by what the agenda calls it.
    assert reverse("inspection-point", kwargs={"park_id": here.park.id, "point_id": found[0].subject})


def test_figures_are_new_until_the_next_meeting_was_held() -> None:
    here = area()
    for number, (state, source) in enumerate((("taken_in", "fire_brigade"), ("looked", "police_year"))):
        FigureImport.objects.create(
            park=here.park,
            source=source,
            state=state,
            file_name="x.csv",
            sha256=str(number) * 64,
            first_period="2024",
            last_period="2025",
            rows=3,
            left_out=0,
            at=NOON - timedelta(days=1),
        )
    found = new_figures(Trajectory.objects.get(), TODAY)
    assert [(point.title["en"], point.why["en"]) for point in found] == [("Fire brigade figures", "2024 – 2025")]
    held(here)
    assert not new_figures(Trajectory.objects.get(), TODAY)
