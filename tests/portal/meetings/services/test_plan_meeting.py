"""Meetings are planned by who runs the area; everybody with a seat is invited and answers for themselves."""

from datetime import timedelta

import pytest

from tests.portal.meetings.table import NOON, decide, form, planned
from tests.portal.people import somebody
from tests.portal.trajectories.area import area, seat
from weerbaar.portal.audit.models import Event
from weerbaar.portal.meetings.errors import MeetingFault, MeetingRefused, NoSuchCalendar, NoSuchMeeting
from weerbaar.portal.meetings.models import CalendarLink, Invitee, Meeting
from weerbaar.portal.meetings.selectors import calendar_behind, meetings_of
from weerbaar.portal.meetings.services.answer_meeting import answer_meeting
from weerbaar.portal.meetings.services.make_calendar_link import make_calendar_link, withdraw_calendar_link
from weerbaar.portal.meetings.services.plan_meeting import MeetingForm, cancel_meeting, change_meeting, plan_meeting
from weerbaar.portal.meetings.services.record_decision import DecisionForm
from weerbaar.portal.meetings.words import Answer, DecisionKind, MeetingState
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.models import ParkSeat
from weerbaar.portal.parks.words import ParkRole, PartnerKind

pytestmark = pytest.mark.django_db


def test_everybody_with_a_seat_is_invited_for_their_party() -> None:
    here = area()
    meeting_id = planned(here)
    parties = set(Invitee.objects.filter(meeting_id=meeting_id).values_list("party", flat=True))
    assert parties == {
        "park_manager",
        "process_facilitator",
        "association",
        "municipality",
        "police",
        "fire_brigade",
    }
    assert Event.objects.filter(word="person:meeting:plan", subject_id=meeting_id).exists()


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        (MeetingForm(None, NOON, "MEET-START", "Hier"), MeetingFault.NO_MOMENT),
        (MeetingForm(NOON, NOON, "MEET-START", "Hier"), MeetingFault.ENDS_BEFORE),
        (MeetingForm(NOON, NOON + timedelta(hours=13), "MEET-START", "Hier"), MeetingFault.TOO_LONG),
        (form(pattern="MEET-LUNCH"), MeetingFault.UNKNOWN_PATTERN),
        (form(place=" "), MeetingFault.NO_PLACE),
        (form(place="", link="javascript:alert(1)"), MeetingFault.BAD_LINK),
        (form(place="", link="http://overleg.example/"), MeetingFault.BAD_LINK),
        (form(place="", link=f"https://overleg.example/{'x' * 300}"), MeetingFault.BAD_LINK),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(wanted: MeetingForm, fault: MeetingFault) -> None:
    here = area()
    with pytest.raises(MeetingRefused) as refused:
        plan_meeting(here.trajectory, wanted, actor=here.manager)
    assert refused.value.fault is fault
    assert not Meeting.objects.exists()


def test_partners_plan_nothing_and_strangers_find_nothing() -> None:
    here = area()
    meeting_id = planned(here)
    with pytest.raises(ParkNotAllowed):
        plan_meeting(here.trajectory, form(), actor=here.at(PartnerKind.POLICE))
    with pytest.raises(ParkNotAllowed):
        cancel_meeting(meeting_id, actor=here.at(PartnerKind.POLICE))
    with pytest.raises(NoSuchMeeting):
        change_meeting(meeting_id, form(), actor=here.outsider.person)
    with pytest.raises(NoSuchPark):
        meetings_of(here.outsider.person, here.park.id)


def test_another_moment_asks_again_and_another_place_does_not() -> None:
    here = area()
    meeting_id, police = planned(here), here.at(PartnerKind.POLICE)
    answer_meeting(meeting_id, Answer.COMES, actor=police)
    change_meeting(meeting_id, form(place="Raadhuis"), actor=here.manager)
    assert meetings_of(police, here.park.id)[0].answer is Answer.COMES
    late = somebody("waterschap")
    seat(here.park, late, ParkRole.PARTNER, PartnerKind.WATER_BOARD)
    change_meeting(meeting_id, form(NOON + timedelta(days=2)), actor=here.manager)
    card = meetings_of(police, here.park.id)[0]
    assert (card.answer, card.sequence) == (Answer.NONE, 2)
    assert meetings_of(late.person, here.park.id)[0].answer is Answer.NONE


def test_who_was_not_invited_does_not_answer_and_nobody_answers_late() -> None:
    here = area()
    meeting_id = planned(here)
    late = somebody("waterschap")
    seat(here.park, late, ParkRole.PARTNER, PartnerKind.WATER_BOARD)
    with pytest.raises(MeetingRefused) as refused:
        answer_meeting(meeting_id, Answer.COMES, actor=late.person)
    assert refused.value.fault is MeetingFault.NOT_INVITED
    cancel_meeting(meeting_id, actor=here.manager)
    with pytest.raises(MeetingRefused) as over:
        answer_meeting(meeting_id, Answer.NOT, actor=here.at(PartnerKind.POLICE))
    assert over.value.fault is MeetingFault.NOT_PLANNED
    assert meetings_of(here.manager, here.park.id)[0].state is MeetingState.CANCELLED


def test_what_decided_something_cannot_be_cancelled() -> None:
    here = area()
    meeting_id = planned(here)
    decide(here, meeting_id, DecisionForm(DecisionKind.OTHER, "Wij lopen in mei."))
    with pytest.raises(MeetingRefused):
        cancel_meeting(meeting_id, actor=here.manager)


def test_a_calendar_address_works_while_one_has_a_seat_and_until_the_next() -> None:
    here = area()
    planned(here)
    police = here.partners[PartnerKind.POLICE]
    first = make_calendar_link(here.park.id, actor=police.person)
    assert len(calendar_behind(first)[1]) == 1
    second = make_calendar_link(here.park.id, actor=police.person)
    assert CalendarLink.objects.get().token_hash != second
    for token in (first, "A" * 32):
        with pytest.raises(NoSuchCalendar):
            calendar_behind(token)
    ParkSeat.objects.filter(user=police.user).delete()
    with pytest.raises(NoSuchCalendar):
        calendar_behind(second)
    with pytest.raises(NoSuchPark):
        make_calendar_link(here.park.id, actor=here.outsider.person)


def test_a_withdrawn_calendar_address_shows_nothing() -> None:
    here = area()
    token = make_calendar_link(here.park.id, actor=here.manager)
    withdraw_calendar_link(here.park.id, actor=here.manager)
    with pytest.raises(NoSuchCalendar):
        calendar_behind(token)
    assert Event.objects.filter(word="person:calendar-link:withdraw").count() == 1
