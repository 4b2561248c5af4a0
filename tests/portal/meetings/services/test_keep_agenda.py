"""The agenda fills itself: what is late comes first, and what was put in another place by hand stays there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.meetings.table import NOON, decide, held, planned, task
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.meetings.errors import MeetingFault, MeetingRefused
from weerbaar.portal.meetings.selectors import meeting_of
from weerbaar.portal.meetings.services.hold_meeting import hold_meeting
from weerbaar.portal.meetings.services.keep_agenda import add_point, move_point, take_off
from weerbaar.portal.meetings.services.keep_minutes import send_minutes
from weerbaar.portal.meetings.services.record_decision import DecisionForm
from weerbaar.portal.meetings.words import DecisionKind, Source
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import Measure
from weerbaar.portal.trajectories.services.keep_measure import add_measure
from weerbaar.portal.trajectories.services.write_paper import submit_paper, write_paper

pytestmark = pytest.mark.django_db
INTENT = {"parties": "Wij", "area": "Meeuwenwaard", "goal": "Veilig", "start_date": "Nu"}


def late(here: Area, what: str, days: int) -> None:
    add_measure(
        here.trajectory, task(what=what, due_on=timezone.localdate(NOON) - timedelta(days=days)), actor=here.manager
    )


def titles(here: Area, meeting_id: object) -> list[str]:
    return [point.title["nl"] for point in meeting_of(here.manager, meeting_id, NOON).agenda]  # type: ignore[arg-type]


def filled() -> tuple[Area, object]:
    """An area with two late measures, a paper that waits, and minutes that were sent."""
    here = area()
    before = held(here, NOON - timedelta(days=60))
    send_minutes(before, actor=here.manager)
    late(here, "Hekken dicht", 3)
    late(here, "Lampen", 30)
    paper = write_paper(here.trajectory, "letter_of_intent", INTENT, actor=here.manager)
    submit_paper(here.trajectory, paper, actor=here.manager)
    return here, planned(here)


def test_the_agenda_names_what_is_late_then_papers_then_old_minutes() -> None:
    here, meeting_id = filled()
    assert titles(here, meeting_id) == ["Lampen", "Hekken dicht", "Intentieverklaring", "Verslag van 3 oktober 2026"]
    point = meeting_of(here.manager, meeting_id, NOON).agenda[0]  # type: ignore[arg-type]
    assert (point.source, point.why) == (Source.MEASURE, {"nl": "30 dagen te laat", "en": "30 days late"})


def test_own_points_come_last_and_every_point_can_be_moved() -> None:
    here, meeting_id = filled()
    key = add_point(meeting_id, "Rondvraag", actor=here.manager, now=NOON)  # type: ignore[arg-type]
    assert titles(here, meeting_id)[-1] == "Rondvraag"
    for _ in range(4):
        move_point(meeting_id, key, -1, actor=here.manager, now=NOON)  # type: ignore[arg-type]
    assert titles(here, meeting_id)[0] == "Rondvraag"
    move_point(meeting_id, key, -1, actor=here.manager, now=NOON)  # type: ignore[arg-type]
    move_point(meeting_id, "own:nothing", 1, actor=here.manager, now=NOON)  # type: ignore[arg-type]
    assert titles(here, meeting_id)[0] == "Rondvraag"
    late(here, "Camera", 1)
    assert titles(here, meeting_id)[:4] == ["Rondvraag", "Lampen", "Hekken dicht", "Camera"]


def test_what_is_taken_off_stays_off_this_agenda_and_comes_back_on_the_next() -> None:
    here, meeting_id = filled()
    lamps = meeting_of(here.manager, meeting_id, NOON).agenda[0].key  # type: ignore[arg-type]
    take_off(meeting_id, lamps, actor=here.manager, now=NOON)  # type: ignore[arg-type]
    assert "Lampen" not in titles(here, meeting_id)
    assert "Lampen" in titles(here, planned(here, NOON + timedelta(hours=1)))


def test_what_was_solved_before_leaves_the_agenda_and_what_was_decided_on_stays() -> None:
    here, meeting_id = filled()
    Measure.objects.filter(what="Hekken dicht").update(due_on=NOON.date() + timedelta(days=90))
    assert "Hekken dicht" not in titles(here, meeting_id)
    lamps = Measure.objects.get(what="Lampen")
    stop = DecisionForm(DecisionKind.STOP, "Niet nodig", lamps.id, point=f"measure:{lamps.id.hex}")
    decide(here, meeting_id, stop)  # type: ignore[arg-type]
    view = meeting_of(here.manager, meeting_id, NOON)  # type: ignore[arg-type]
    assert "Lampen" in [point.title["nl"] for point in view.agenda]
    assert view.decisions[0].point == f"measure:{lamps.id.hex}"
    with pytest.raises(MeetingRefused):
        take_off(meeting_id, f"measure:{lamps.id.hex}", actor=here.manager, now=NOON)  # type: ignore[arg-type]


def test_the_agenda_of_a_meeting_that_is_over_stays_as_it_was() -> None:
    here, meeting_id = filled()
    before = titles(here, meeting_id)
    hold_meeting(meeting_id, [here.chaima.user.id, here.pim.user.id], actor=here.manager, now=NOON)  # type: ignore[arg-type]
    Measure.objects.all().delete()
    late(here, "Nieuw", 50)
    assert titles(here, meeting_id) == before[2:]
    with pytest.raises(MeetingRefused) as refused:
        add_point(meeting_id, "Nog iets", actor=here.manager)  # type: ignore[arg-type]
    assert refused.value.fault is MeetingFault.NOT_PLANNED


def test_partners_change_no_agenda_and_a_point_says_something() -> None:
    here = area()
    meeting_id = planned(here)
    with pytest.raises(ParkNotAllowed):
        add_point(meeting_id, "Parkeren", actor=here.at(PartnerKind.POLICE))
    with pytest.raises(MeetingRefused) as refused:
        add_point(meeting_id, "  ", actor=here.manager)
    assert refused.value.fault is MeetingFault.NO_TEXT
