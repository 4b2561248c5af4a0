"""Decisions of a meeting are the tasks: each makes or changes exactly one measure, in the same transaction."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.portal.meetings.table import NOON, decide, planned, task
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.meetings.errors import DecisionFault, DecisionRefused, MeetingFault, MeetingRefused, NoSuchMeeting
from weerbaar.portal.meetings.models import Decision, Meeting
from weerbaar.portal.meetings.selectors import meeting_of
from weerbaar.portal.meetings.services.hold_meeting import hold_meeting
from weerbaar.portal.meetings.services.record_decision import DecisionForm, record_decision
from weerbaar.portal.meetings.words import ABOUT_MEASURE, DecisionKind
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.errors import MeasureFault, MeasureNotNow, MeasureRefused
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.models import Measure, MeasureStep, Trajectory
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure, move_measure
from weerbaar.portal.trajectories.words import MeasureState

pytestmark = pytest.mark.django_db
LATER = date(2027, 5, 1)


def late_measure(here: Area) -> Measure:
    """One that should have been ready nine days before the meeting."""
    day = timezone.localdate(NOON) - timedelta(days=9)
    measure_id = add_measure(here.trajectory, task(due_on=day), actor=here.manager)
    move_measure(here.trajectory, measure_id, MeasureVerb.AGREE, actor=here.manager)
    return Measure.objects.get(id=measure_id)


def test_a_new_task_is_a_measure_that_the_meeting_agreed_on() -> None:
    here = area()
    meeting_id = planned(here)
    decide(here, meeting_id, DecisionForm(DecisionKind.TASK, task=task()))
    decision, measure = Decision.objects.get(), Measure.objects.get()
    assert (measure.state, measure.decided) == ("agreed", "meeting")
    assert decision.measure == measure
    assert decision.step is not None
    assert decision.step.verb == "agree"
    assert (decision.about, decision.owner, decision.number) == ("Zet er drie lampen.", "municipality", 1)
    assert Event.objects.filter(word="person:decision:record", subject_id=decision.id).exists()


def test_done_with_evidence_a_new_day_and_a_stop_change_the_measure() -> None:
    here = area()
    first, second, third = (late_measure(here) for _ in range(3))
    meeting_id = planned(here)
    decide(here, meeting_id, DecisionForm(DecisionKind.DONE, "Foto van 3 lampen", first.id))
    decide(here, meeting_id, DecisionForm(DecisionKind.REDATE, "De motor is besteld", second.id, LATER, "water_board"))
    decide(here, meeting_id, DecisionForm(DecisionKind.STOP, "Het pad gaat dicht", third.id))
    for measure in (first, second, third):
        measure.refresh_from_db()
    assert (first.state, first.evidence) == ("done", "Foto van 3 lampen")
    assert (second.state, second.due_on, second.owner) == ("agreed", LATER, "water_board")
    assert (third.state, third.reason) == ("dropped", "Het pad gaat dicht")
    assert [row.step.verb for row in Decision.objects.all() if row.step] == ["finish", "redate", "drop"]


def test_a_decision_that_the_measure_refuses_leaves_nothing_behind() -> None:
    here = area()
    measure = late_measure(here)
    meeting_id = planned(here)
    steps = MeasureStep.objects.count()
    for form, fault in (
        (DecisionForm(DecisionKind.DONE, " ", measure.id), MeasureFault.NO_EVIDENCE),
        (DecisionForm(DecisionKind.REDATE, "", measure.id, LATER), MeasureFault.NO_REASON),
        (DecisionForm(DecisionKind.REDATE, "Later", measure.id), MeasureFault.NO_DAY),
        (DecisionForm(DecisionKind.REDATE, "Later", measure.id, LATER, "the-king"), MeasureFault.UNKNOWN_PARTY),
        (DecisionForm(DecisionKind.TASK, task=task(owner="")), MeasureFault.NO_OWNER),
    ):
        with pytest.raises(MeasureRefused) as refused:
            decide(here, meeting_id, form)
        assert refused.value.fault is fault
    with pytest.raises(MeasureNotNow):
        decide(here, meeting_id, DecisionForm(DecisionKind.AGREE, "", measure.id))
    assert (Decision.objects.count(), Measure.objects.count(), MeasureStep.objects.count()) == (0, 1, steps)


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        (DecisionForm(DecisionKind.OTHER, "  "), DecisionFault.NO_TEXT),
        (DecisionForm(DecisionKind.STOP, "Waarom"), DecisionFault.NO_MEASURE),
        (DecisionForm(DecisionKind.TASK), DecisionFault.NO_MEASURE),
        (DecisionForm(DecisionKind.MINUTES, "goed"), DecisionFault.NO_MINUTES),
    ],
)
def test_a_decision_says_what_it_decides(form: DecisionForm, fault: DecisionFault) -> None:
    here = area()
    with pytest.raises(DecisionRefused) as refused:
        decide(here, planned(here), form)
    assert refused.value.fault is fault


def test_a_meeting_decides_from_its_day_on_until_it_is_closed() -> None:
    here = area()
    meeting_id, form = planned(here), DecisionForm(DecisionKind.OTHER, "Wij lopen in mei.")
    with pytest.raises(DecisionRefused) as early:
        record_decision(meeting_id, form, actor=here.manager, now=NOON - timedelta(days=1))
    assert early.value.fault is DecisionFault.NOT_YET
    decide(here, meeting_id, form)
    hold_meeting(meeting_id, [here.chaima.user.id, here.pim.user.id], actor=here.manager, now=NOON)
    with pytest.raises(DecisionRefused) as late:
        decide(here, meeting_id, form)
    assert late.value.fault is DecisionFault.CLOSED


def test_only_who_runs_the_area_records_decisions() -> None:
    here = area()
    meeting_id, form = planned(here), DecisionForm(DecisionKind.OTHER, "Wij lopen in mei.")
    with pytest.raises(ParkNotAllowed):
        record_decision(meeting_id, form, actor=here.at(PartnerKind.POLICE), now=NOON)
    with pytest.raises(NoSuchMeeting):
        record_decision(meeting_id, form, actor=here.outsider.person, now=NOON)


def test_one_person_does_not_meet_and_nobody_meets_ahead() -> None:
    here = area()
    meeting_id = planned(here)
    both = [here.chaima.user.id, here.pim.user.id]
    for present, now, fault in (
        (both[:1], NOON, MeetingFault.TOO_FEW),
        ([*both[:1], here.outsider.user.id], NOON, MeetingFault.TOO_FEW),
        (both, NOON - timedelta(hours=3), MeetingFault.NOT_YET),
    ):
        with pytest.raises(MeetingRefused) as refused:
            hold_meeting(meeting_id, present, actor=here.manager, now=now)
        assert refused.value.fault is fault
    assert Meeting.objects.get().state == "planned"
    assert not Meeting.objects.get().invitees.filter(present=True).exists()


KINDS = st.sampled_from([*(kind for kind in DecisionKind if kind is not DecisionKind.MINUTES)])
WORDS = st.sampled_from(["", " ", "Gezien", "Te duur", "Besteld bij de leverancier"])


@given(
    deeds=st.lists(st.tuples(KINDS, st.integers(0, 3), WORDS, st.booleans(), st.booleans()), max_size=12),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_over_random_meetings_nothing_closes_without_proof_and_no_task_is_without_decision(
    base: Area, deeds: list[tuple[DecisionKind, int, str, bool, bool]]
) -> None:
    Measure.objects.all().delete()
    Meeting.objects.all().delete()
    assert Trajectory.objects.filter(id=base.trajectory).exists()
    ids = [add_measure(base.trajectory, task(), actor=base.manager) for _ in range(2)]
    meeting_id = planned(base)
    for kind, which, words, has_day, has_owner in deeds:
        text = task(owner="municipality" if has_owner else "", due_on=LATER if has_day else None)
        known = [*ids, *(row.id for row in Measure.objects.exclude(id__in=ids))]
        form = DecisionForm(kind, words, known[which % len(known)], LATER if has_day else None, task=text)
        before = MeasureStep.objects.count(), Decision.objects.count()
        try:
            decide(base, meeting_id, form)
        except (DecisionRefused, MeasureRefused, MeasureNotNow):
            assert (MeasureStep.objects.count(), Decision.objects.count()) == before
    for measure in Measure.objects.all():
        if measure.state == MeasureState.DONE.value:
            assert measure.evidence.strip()
        if measure.state == MeasureState.DROPPED.value:
            assert measure.reason.strip()
        if measure.state not in {MeasureState.IDEA.value, MeasureState.DROPPED.value}:
            assert measure.decided == "meeting"
            assert measure.decisions.filter(kind__in=["task", "agree"]).exists()
    for decision in Decision.objects.all():
        assert (decision.kind in {kind.value for kind in ABOUT_MEASURE}) == (decision.step is not None)
        if decision.step is not None:
            assert decision.step.measure_id == decision.measure_id
    assert [row.number for row in meeting_of(base.manager, meeting_id, NOON).decisions] == list(
        range(1, Decision.objects.count() + 1)
    )


@pytest.fixture
def base() -> Area:
    return area()


def test_a_task_text_that_is_unknown_is_refused() -> None:
    here = area()
    with pytest.raises(MeasureRefused):
        decide(here, planned(here), DecisionForm(DecisionKind.TASK, task=MeasureText("weather", "a", "b")))
