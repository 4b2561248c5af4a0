"""Measures go from idea to checked, and never by the eyes of their owner alone."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.errors import MeasureFault, MeasureNotNow, MeasureRefused, NoSuchMeasure
from weerbaar.portal.trajectories.measure_states import TABLE, MeasureVerb, Who, diagram, next_state
from weerbaar.portal.trajectories.models import Measure, MeasureStep
from weerbaar.portal.trajectories.selectors import measures_of, trajectory_of
from weerbaar.portal.trajectories.services.keep_measure import (
    MeasureText,
    add_measure,
    change_measure,
    move_measure,
    set_goal,
)
from weerbaar.portal.trajectories.words import MeasureState

pytestmark = pytest.mark.django_db


def text(**fields: object) -> MeasureText:
    filled: dict[str, object] = {
        "aspect": "public_space",
        "problem": "Het achterpad is donker.",
        "what": "Zet er drie lampen.",
        "owner": "municipality",
        "indicator": "IND-INSPECTION-OPEN",
        "due_on": timezone.localdate() + timedelta(days=30),
        **fields,
    }
    return MeasureText(**filled)  # type: ignore[arg-type]


def move(here: Area, measure_id: object, verb: MeasureVerb, words: str = "", *, by: object = None) -> MeasureState:
    return move_measure(here.trajectory, measure_id, verb, words, actor=by or here.manager)  # type: ignore[arg-type]


def test_a_measure_is_checked_by_another_party_than_its_owner() -> None:
    here = area()
    lamps = add_measure(here.trajectory, text(), actor=here.manager)
    municipality, police = here.at(PartnerKind.MUNICIPALITY), here.at(PartnerKind.POLICE)
    assert move(here, lamps, MeasureVerb.AGREE) is MeasureState.AGREED
    assert move(here, lamps, MeasureVerb.START, by=municipality) is MeasureState.IN_PROGRESS
    with pytest.raises(MeasureRefused) as refused:
        move(here, lamps, MeasureVerb.FINISH, by=municipality)
    assert refused.value.fault is MeasureFault.NO_EVIDENCE
    assert move(here, lamps, MeasureVerb.FINISH, "Foto's van 3 lampen", by=municipality) is MeasureState.DONE
    with pytest.raises(MeasureNotNow):
        move(here, lamps, MeasureVerb.CHECK, by=municipality)
    assert move(here, lamps, MeasureVerb.CHECK, by=police) is MeasureState.CHECKED
    assert Measure.objects.get().checked_by_party == "police"
    assert [step.party for step in MeasureStep.objects.all()] == [
        "park_manager",
        "park_manager",
        "municipality",
        "municipality",
        "police",
    ]


def test_nothing_is_agreed_without_owner_day_and_indicator() -> None:
    here = area()
    for field, fault in (
        ("owner", MeasureFault.NO_OWNER),
        ("due_on", MeasureFault.NO_DAY),
        ("indicator", MeasureFault.NO_INDICATOR),
    ):
        idea = add_measure(here.trajectory, text(**{field: None if field == "due_on" else ""}), actor=here.manager)
        with pytest.raises(MeasureRefused) as refused:
            move(here, idea, MeasureVerb.AGREE)
        assert refused.value.fault is fault


def test_what_was_agreed_keeps_its_owner_and_day() -> None:
    here = area()
    lamps = add_measure(here.trajectory, text(), actor=here.manager)
    move(here, lamps, MeasureVerb.AGREE)
    with pytest.raises(MeasureRefused) as refused:
        change_measure(here.trajectory, lamps, text(owner=""), actor=here.manager)
    assert refused.value.fault is MeasureFault.NO_OWNER
    change_measure(here.trajectory, lamps, text(what="Zet er vier lampen."), actor=here.manager)
    assert Measure.objects.get().what == "Zet er vier lampen."


def test_dropping_and_taking_up_again_ask_for_a_reason() -> None:
    here = area()
    lamps = add_measure(here.trajectory, text(), actor=here.manager)
    with pytest.raises(MeasureRefused) as refused:
        move(here, lamps, MeasureVerb.DROP)
    assert refused.value.fault is MeasureFault.NO_REASON
    assert move(here, lamps, MeasureVerb.DROP, "Geen geld") is MeasureState.DROPPED
    assert move(here, lamps, MeasureVerb.REOPEN, "Toch geld") is MeasureState.AGREED


def test_words_that_nobody_knows_are_refused() -> None:
    here = area()
    for fields, fault in (
        ({"aspect": "weather"}, MeasureFault.UNKNOWN_ASPECT),
        ({"source": "M-NONE-01"}, MeasureFault.UNKNOWN_SOURCE),
        ({"owner": "mayor"}, MeasureFault.UNKNOWN_PARTY),
        ({"partners": ("mayor",)}, MeasureFault.UNKNOWN_PARTY),
        ({"indicator": "IND-NONE"}, MeasureFault.NO_INDICATOR),
        ({"what": "  "}, MeasureFault.NO_TEXT),
    ):
        with pytest.raises(MeasureRefused) as refused:
            add_measure(here.trajectory, text(**fields), actor=here.manager)
        assert refused.value.fault is fault


def test_partners_add_nothing_and_no_measure_is_found_from_elsewhere() -> None:
    here = area()
    with pytest.raises(ParkNotAllowed):
        add_measure(here.trajectory, text(), actor=here.at(PartnerKind.POLICE))
    lamps = add_measure(here.trajectory, text(), actor=here.manager)
    with pytest.raises(NoSuchMeasure):
        change_measure(here.trajectory, here.park.id, text(), actor=here.manager)
    with pytest.raises(MeasureNotNow):
        move(here, lamps, MeasureVerb.AGREE, by=here.at(PartnerKind.POLICE))


def test_the_matrix_tells_what_is_late_and_what_is_mine() -> None:
    here = area()
    late = add_measure(here.trajectory, text(due_on=timezone.localdate() - timedelta(days=9)), actor=here.manager)
    add_measure(here.trajectory, text(owner="police", partners=("fire_brigade",)), actor=here.manager)
    view = trajectory_of(here.manager, here.trajectory)
    assert [(measure.id, measure.days_late) for measure in measures_of(view, late=True)] == [(late, 9)]
    assert [measure.owner for measure in measures_of(view, party="fire_brigade")] == ["police"]


def test_a_goal_has_an_indicator_that_is_known() -> None:
    here = area()
    set_goal(
        here.trajectory, "IND-NUI-SURVEY", "Minder overlast", baseline=52, target=40, by_day=None, actor=here.manager
    )
    assert trajectory_of(here.manager, here.trajectory).facts.things["goal"][0].fields == {"has_baseline": True}
    with pytest.raises(MeasureRefused):
        set_goal(here.trajectory, "IND-NONE", "x", baseline=None, target=None, by_day=None, actor=here.manager)


def test_the_database_itself_refuses_a_check_by_the_owner() -> None:
    here = area()
    lamps = add_measure(here.trajectory, text(), actor=here.manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(id=lamps).update(state="checked", evidence="x", checked_by_party="municipality")


@pytest.mark.parametrize(("state", "verb"), list(product(MeasureState, MeasureVerb)))
def test_the_owner_never_leads_a_measure_to_checked(state: MeasureState, verb: MeasureVerb) -> None:
    assert next_state(state, verb, Who.OWNER) is not MeasureState.CHECKED


def test_every_line_is_in_the_diagram() -> None:
    drawn = diagram()
    assert all(f"{source} --> {row.target}: {row.verb}" in drawn for row in TABLE for source in row.sources)
