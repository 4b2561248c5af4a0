"""The story of Meeuwenwaard is told by the services that people use, and what always holds does after every scene."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from weerbaar.portal.audits.models import Certificate
from weerbaar.portal.inspections.models import Inspection
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.serve.story.cast import Cast
from weerbaar.portal.serve.story.chapters.cooperation import everybody
from weerbaar.portal.serve.story.invariants import StoryBroken, assert_whole, faults
from weerbaar.portal.serve.story.moved_clock import moved_clock
from weerbaar.portal.serve.story.read_park import FILE, read_park, story_park
from weerbaar.portal.serve.story.scenes import SCENES
from weerbaar.portal.serve.story.tell import Scene, moment_of, tell
from weerbaar.portal.surveys.selectors import all_results_of
from weerbaar.portal.trajectories.models import Measure, Paper, PhaseStep, Trajectory
from weerbaar.questionnaires.content import InvalidContent, read_content

START = date(2024, 11, 1)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))


def test_the_area_is_fiction_and_says_so() -> None:
    park = story_park()
    assert "(fictief)" in park.name
    assert len(park.companies) == 60
    assert all(partner.email.endswith(".example") for partner in park.partners)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("meeuwenwaard.example", "meeuwenwaard.nl", "could be somebody's"),
        ("source: M-CRI-01", "source: M-NIETS", "no measure or party"),
        ('address: "Roerpad 30"', 'address: "Nergens 30"', "no address of this area"),
        ("sector: logistics", "sector: maan", "no sector"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    with pytest.raises(InvalidContent, match=said) as caught:
        read_park(read_content(FILE, text.replace(old, new, 1)))
    assert caught.value.line > 0


def test_every_company_stands_in_the_outline_or_on_its_edge() -> None:
    park = story_park()
    west, east = 5.1795 - 0.001, 5.198 + 0.001
    assert all(west <= park.place_of(company.address)[0] <= east for company in park.companies)


def test_time_moves_on_in_the_story_and_comes_back_after_it() -> None:
    before = timezone.now()
    with moved_clock(noon(START)) as clock:
        assert timezone.now() == noon(START)
        clock.move_to(noon(date(2024, 11, 2)))
        assert timezone.localdate() == date(2024, 11, 2)
        with pytest.raises(ValueError, match="lies before"):
            clock.move_to(noon(START))
    assert timezone.now() >= before


def test_scenes_stand_in_order() -> None:
    moments = [moment_of(START, scene.month, scene.day) for scene in SCENES]
    assert moments == sorted(moments)


@pytest.mark.django_db
def test_the_story_goes_from_intent_to_a_second_certificate_without_one_waiver() -> None:
    told: list[str] = []

    def watch(scene: Scene, cast: Cast) -> None:
        told.append(scene.title)

    cast = tell(SCENES, everybody, START, watch=watch)
    assert len(told) == len(SCENES)
    trajectory = Trajectory.objects.get()
    assert (trajectory.cycle, trajectory.phase) == (2, "orientation")
    steps = list(PhaseStep.objects.filter(trajectory=cast.trajectory_id, cycle=1).order_by("at", "id"))
    assert [step.phase for step in steps if step.verb == "pass"] == [
        "orientation",
        "cooperation",
        "analysis",
        "plan",
        "audit",
        "carry_out",
        "second_measurement",
        "recertification",
    ]
    assert not [step for step in steps if step.verb == "waive"]
    numbers = Certificate.objects.order_by("given_at").values_list("number", "level")
    assert list(numbers) == [("DEMO-2025-001", "BASIC"), ("DEMO-2028-001", "CONTINUOUS")]
    # Two rounds a year for four years, and what the first survey said stands beside the second.
    assert Inspection.objects.exclude(closed_at=None).count() == 6
    assert len(all_results_of(cast.park_id)) == 2
    assert Paper.objects.filter(kind="comparison", state="adopted").exists()
    assert all("(fictief)" in name for name in Organisation.objects.values_list("name", flat=True))
    # What always holds is really looked at: each of these is caught.
    done = Measure.objects.filter(state="checked").first()
    assert done is not None
    Measure.objects.filter(id=done.id).update(state="done", evidence="")
    assert list(faults(cast)) == [f"closed without proof: {done.what}"]
    with pytest.raises(StoryBroken):
        assert_whole(cast)
