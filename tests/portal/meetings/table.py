"""A meeting of the tests: planned for eleven in the morning of a day that has come, so that it can decide at noon."""

import uuid
from datetime import UTC, date, datetime, timedelta

from tests.portal.trajectories.area import Area
from weerbaar.portal.meetings.services.hold_meeting import hold_meeting
from weerbaar.portal.meetings.services.plan_meeting import MeetingForm, plan_meeting
from weerbaar.portal.meetings.services.record_decision import DecisionForm, record_decision
from weerbaar.portal.trajectories.services.keep_measure import MeasureText

NOON = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)


def form(starts_at: datetime = NOON - timedelta(hours=1), **fields: object) -> MeetingForm:
    """What somebody fills in for a meeting of ninety minutes."""
    filled = {"pattern": "MEET-PROGRESS", "place": "Kantine De Loods", **fields}
    return MeetingForm(starts_at, starts_at + timedelta(minutes=90), **filled)  # type: ignore[arg-type]


def planned(here: Area, starts_at: datetime = NOON - timedelta(hours=1)) -> uuid.UUID:
    """A meeting that is planned."""
    return plan_meeting(here.trajectory, form(starts_at), actor=here.manager, now=starts_at - timedelta(days=14))


def held(here: Area, starts_at: datetime = NOON - timedelta(hours=1)) -> uuid.UUID:
    """A meeting that took place."""
    meeting_id = planned(here, starts_at)
    present = [here.chaima.user.id, here.pim.user.id]
    hold_meeting(meeting_id, present, actor=here.manager, now=starts_at + timedelta(hours=1))
    return meeting_id


def decide(here: Area, meeting_id: uuid.UUID, decision: DecisionForm) -> uuid.UUID:
    """Who manages the area records a decision at noon."""
    return record_decision(meeting_id, decision, actor=here.manager, now=NOON)


def task(**fields: object) -> MeasureText:
    """What a new task says."""
    filled: dict[str, object] = {
        "aspect": "public_space",
        "problem": "Het achterpad is donker.",
        "what": "Zet er drie lampen.",
        "owner": "municipality",
        "indicator": "IND-INSPECTION-OPEN",
        "due_on": date(2027, 3, 1),
        **fields,
    }
    return MeasureText(**filled)  # type: ignore[arg-type]
