"""What each source says, and that it is silent about what it does not know."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.portal.analyses.known import known_area, last_year
from tests.portal.inspections.walk import lamp, seen_point
from tests.portal.surveys.area import answer, opened, survey_area
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.analyses.evidence import Direction, Evidence, Fact, Part, Unit
from weerbaar.portal.analyses.sources.area import cyber_evidence, measures_evidence, register_evidence
from weerbaar.portal.analyses.sources.figures import figures_evidence
from weerbaar.portal.analyses.sources.incidents import incidents_evidence
from weerbaar.portal.analyses.sources.rounds import rounds_evidence
from weerbaar.portal.analyses.sources.source import Asked
from weerbaar.portal.analyses.sources.surveys import surveys_evidence
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.models import Establishment
from weerbaar.portal.surveys.services.run_wave import close_wave
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure, move_measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return area()


def asked(park_id: uuid.UUID, person: Person) -> Asked:
    return Asked(person, park_id, *last_year())


def facts(evidence: Evidence) -> dict[str, Fact]:
    return {fact.key: fact for fact in evidence.facts}


@pytest.mark.parametrize(
    "source",
    [
        figures_evidence,
        surveys_evidence,
        rounds_evidence,
        incidents_evidence,
        register_evidence,
        measures_evidence,
    ],
)
def test_a_source_that_knows_nothing_is_silent(here: Area, source: Callable[[Asked], Evidence]) -> None:
    evidence = source(asked(here.park.id, here.manager))
    assert not [*evidence.facts, *evidence.refs, *evidence.places]


def test_figures_give_the_newest_year_and_the_one_before() -> None:
    here = known_area()
    found = facts(figures_evidence(asked(here.park_id, here.area.manager)))
    burglary = found["police:2.5.1"]
    assert (burglary.value, burglary.before, burglary.direction) == (15, 12, Direction.MORE)
    assert burglary.got_worse
    assert found["police:2.2.1"].direction is Direction.LESS
    assert "police:0.0.0" not in found
    assert "IND-CRI-REG" not in found


def test_crimes_are_told_per_establishment_once_there_is_a_list() -> None:
    here = known_area()
    Establishment.objects.bulk_create(Establishment(park=here.area.park, name=str(at)) for at in range(80))
    rate = facts(figures_evidence(asked(here.park_id, here.area.manager)))["IND-CRI-REG"]
    assert (rate.value, rate.aspect, rate.before) == (55.0, "crime", None)


def test_a_year_after_the_period_does_not_count_yet() -> None:
    here = known_area()
    earlier = replace(asked(here.park_id, here.area.manager), since=date(2023, 1, 1), until=date(2023, 12, 31))
    burglary = facts(figures_evidence(earlier))["police:2.5.1"]
    assert (burglary.value, burglary.before) == (12, None)


def test_what_companies_say_comes_from_a_survey_with_enough_replies() -> None:
    here = survey_area()
    wave = opened(here)
    answer(wave, 12)
    close_wave(here.park.id, wave.id, actor=here.manager, on=timezone.localdate())
    found = facts(surveys_evidence(asked(here.park.id, here.manager)))
    nuisance = found["IND-NUI-SURVEY"]
    assert (nuisance.part, nuisance.unit, nuisance.source) == (Part.COMPANIES, Unit.PERCENT, "survey")
    assert nuisance.value == 100
    assert nuisance.elsewhere == 44


def test_of_a_survey_with_few_replies_nothing_is_told() -> None:
    here = survey_area()
    wave = opened(here)
    answer(wave, 4)
    close_wave(here.park.id, wave.id, actor=here.manager, on=timezone.localdate())
    assert surveys_evidence(asked(here.park.id, here.manager)) == Evidence()


def test_a_round_tells_what_was_seen_what_is_open_and_where(here: Area) -> None:
    for _ in range(2):
        seen_point(here, lamp())
    on = replace(asked(here.park.id, here.manager), since=date(2026, 1, 1), until=date(2026, 12, 31))
    evidence = rounds_evidence(on)
    found = facts(evidence)
    assert found["rounds:PT-LAMP"].value == 2
    assert found["rounds:PT-LAMP"].before is None
    assert found["IND-INSPECTION-OPEN"].value == 2
    assert [(place.aspect, place.longitude) for place in evidence.places] == [("public_space", 5.3)] * 2


def test_points_of_another_period_are_not_told(here: Area) -> None:
    seen_point(here, lamp())
    on = replace(asked(here.park.id, here.manager), since=date(2025, 1, 1), until=date(2025, 12, 31))
    assert rounds_evidence(on) == Evidence()


def test_reports_are_counted_and_more_of_them_is_not_worse() -> None:
    here = known_area()
    found = facts(incidents_evidence(asked(here.park_id, here.area.manager)))
    report = found["incidents:INC-BURGLARY"]
    assert (report.value, report.aspect, report.before, report.lower) == (1, "crime", None, None)
    assert report.name["nl"].startswith("Gemeld: ")


def test_the_list_tells_how_much_is_vacant(here: Area) -> None:
    Establishment.objects.bulk_create(Establishment(park=here.park, name=str(at), is_vacant=at < 3) for at in range(40))
    assert facts(register_evidence(asked(here.park.id, here.manager)))["IND-VAC-SHARE"].value == 7.5


def test_of_cyber_only_who_takes_part_is_told() -> None:
    here = known_area()
    (fact,) = cyber_evidence(asked(here.park_id, here.area.manager)).facts
    assert (fact.value, fact.aspect, fact.source) == (1, "cyber", "participants")


def test_measures_are_counted_once_agreed(here: Area) -> None:
    late = MeasureText(
        "fire",
        "Pallets",
        "Ruim ze op",
        owner="company",
        indicator="IND-FIR-POINTS",
        due_on=timezone.localdate() - timedelta(days=3),
    )
    add_measure(here.trajectory, late, actor=here.manager)
    assert measures_evidence(asked(here.park.id, here.manager)) == Evidence()
    agreed = add_measure(here.trajectory, late, actor=here.manager)
    move_measure(here.trajectory, agreed, MeasureVerb.AGREE, actor=here.manager)
    found = facts(measures_evidence(asked(here.park.id, here.manager)))
    assert (found["measures:done"].value, found["measures:late"].value) == (0, 1)
