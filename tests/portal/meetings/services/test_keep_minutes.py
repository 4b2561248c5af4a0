"""Minutes follow from decisions, are corrected by who wants so, and approved by a later meeting: exactly that text."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.portal.meetings.table import NOON, decide, held, planned, task
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.meetings.errors import DecisionRefused, MinutesFault, MinutesRefused, NoSuchMeeting
from weerbaar.portal.meetings.facts import things_of
from weerbaar.portal.meetings.models import Decision, Minutes, MinutesRemark
from weerbaar.portal.meetings.services.hold_meeting import hold_meeting
from weerbaar.portal.meetings.services.keep_minutes import (
    approve_minutes,
    correct_minutes,
    remark_on_minutes,
    send_minutes,
)
from weerbaar.portal.meetings.services.record_decision import DecisionForm
from weerbaar.portal.meetings.words import DecisionKind
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import KvoHistoryIsKept, Trajectory
from weerbaar.portal.trajectories.selectors import trajectory_of

pytestmark = pytest.mark.django_db
NEXT = NOON + timedelta(days=60)


def refused(fault: MinutesFault, deed: object) -> None:
    with pytest.raises(MinutesRefused) as caught:
        deed()  # type: ignore[operator]
    assert caught.value.fault is fault


def test_minutes_name_who_was_there_the_agenda_and_every_decision() -> None:
    here = area()
    meeting_id = planned(here)
    decide(here, meeting_id, DecisionForm(DecisionKind.TASK, "Rondje in het donker", task=task()))
    decide(here, meeting_id, DecisionForm(DecisionKind.OTHER, "Wij lopen\nin mei."))
    hold_meeting(meeting_id, [here.chaima.user.id, here.pim.user.id], actor=here.manager, now=NOON)
    minutes = Minutes.objects.get()
    assert minutes.text == (
        "Verslag: Voortgangsoverleg\nGebied: Meeuwenwaard\nWanneer: 2026-12-02 12:00 tot 13:30\n"
        "Waar: Kantine De Loods\n\nAanwezig:\n- Chaima (Parkmanager)\n- Pim (Procesbegeleider)\n\nAgenda:\n\n"
        "Besluiten:\n1. Nieuwe taak: Zet er drie lampen.\n   Eigenaar: Gemeente\n   Klaar op: 2027-03-01\n"
        "   Rondje in het donker\n2. Besluit\n   Wij lopen in mei.\n"
    )
    assert minutes.text_hash == hashlib.sha256(minutes.text.encode()).hexdigest()


def test_a_remark_leads_to_a_correction_which_is_sent_again() -> None:
    here = area()
    meeting_id, police = held(here), here.at(PartnerKind.POLICE)
    refused(MinutesFault.NOT_SENT, lambda: remark_on_minutes(meeting_id, "Ik was er ook", actor=police))
    send_minutes(meeting_id, actor=here.manager)
    remark_on_minutes(meeting_id, "Ik was er ook", actor=police)
    refused(MinutesFault.NO_TEXT, lambda: remark_on_minutes(meeting_id, " ", actor=police))
    assert correct_minutes(meeting_id, "De politie was er ook.", actor=here.manager) == 2
    minutes = Minutes.objects.get()
    assert minutes.sent_at is None
    assert minutes.text.endswith("\nCorrectie:\nDe politie was er ook.\n")
    assert (MinutesRemark.objects.get().by_name, MinutesRemark.objects.get().edition) == ("Police", 1)
    with pytest.raises(NoSuchMeeting):
        remark_on_minutes(meeting_id, "Ha", actor=here.outsider.person)
    with pytest.raises(ParkNotAllowed):
        correct_minutes(meeting_id, "Ha", actor=police)


def approve(here: Area, meeting_id: object, later: object) -> object:
    text_hash = Minutes.objects.get(meeting_id=meeting_id).text_hash
    return approve_minutes(meeting_id, later, text_hash, actor=here.manager, now=NEXT)  # type: ignore[arg-type]


def test_a_later_meeting_approves_the_text_that_was_sent_and_then_it_stays() -> None:
    here = area()
    meeting_id, later = held(here), planned(here, NEXT)
    refused(MinutesFault.NOT_SENT, lambda: approve(here, meeting_id, later))
    send_minutes(meeting_id, actor=here.manager)
    refused(MinutesFault.OTHER_TEXT, lambda: approve_minutes(meeting_id, later, "0" * 64, actor=here.manager, now=NEXT))
    refused(MinutesFault.NOT_LATER, lambda: approve(here, meeting_id, meeting_id))
    approve(here, meeting_id, later)
    minutes = Minutes.objects.get(meeting_id=meeting_id)
    decision = Decision.objects.get(kind="minutes")
    assert minutes.approved_in_id == later == decision.meeting_id
    assert minutes.text_hash in decision.text
    assert decision.about == "Verslag van 2 december 2026"
    refused(MinutesFault.APPROVED, lambda: correct_minutes(meeting_id, "Toch anders", actor=here.manager))
    refused(MinutesFault.APPROVED, lambda: send_minutes(meeting_id, actor=here.manager))
    assert Event.objects.filter(word="person:minutes:approve", subject_id=meeting_id).exists()


def test_minutes_are_approved_while_the_later_meeting_decides() -> None:
    here = area()
    meeting_id, later = held(here), planned(here, NEXT + timedelta(days=3))
    send_minutes(meeting_id, actor=here.manager)
    with pytest.raises(DecisionRefused):
        approve(here, meeting_id, later)


def test_the_database_knows_no_approval_without_a_meeting_and_no_changed_decision() -> None:
    here = area()
    meeting_id = planned(here)
    decide(here, meeting_id, DecisionForm(DecisionKind.OTHER, "Wij lopen in mei."))
    row = Decision.objects.get()
    row.text = "Wij lopen in juni."
    with pytest.raises(KvoHistoryIsKept):
        row.save()
    hold_meeting(meeting_id, [here.chaima.user.id, here.pim.user.id], actor=here.manager, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.update(approved_at=NOON)


def test_rules_count_meetings_that_were_held() -> None:
    here = area()
    planned(here, NEXT)
    held(here)
    things = things_of(Trajectory.objects.get())["meeting"]
    assert [thing.on for thing in things] == [NOON.date()]
    assert trajectory_of(here.manager, here.trajectory).facts.things["meeting"] == things
