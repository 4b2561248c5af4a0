"""How a scene holds a meeting: planned a week before, with everybody there, its decisions taken and its minutes sent."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from weerbaar.portal.meetings.models import Minutes
from weerbaar.portal.meetings.services.hold_meeting import hold_meeting
from weerbaar.portal.meetings.services.keep_minutes import approve_minutes, send_minutes
from weerbaar.portal.meetings.services.plan_meeting import MeetingForm, plan_meeting
from weerbaar.portal.serve.story.cast import Cast

DAYS_BEFORE = 7


def meet(cast: Cast, pattern: str, decide: Callable[[UUID], None]) -> UUID:
    """The id of the meeting, a week after the scene began. `decide` records what it decides."""
    starts = cast.now + timedelta(days=DAYS_BEFORE)
    form = MeetingForm(starts, starts + timedelta(minutes=90), pattern, place="Kantine De Loods, Kielkade 3")
    meeting = plan_meeting(cast.trajectory_id, form, actor=cast.guide)
    cast.wait(DAYS_BEFORE)
    before = Minutes.objects.filter(meeting__trajectory=cast.trajectory_id, approved_at=None).exclude(sent_at=None)
    for minutes in before:
        approve_minutes(minutes.meeting_id, meeting, minutes.text_hash, actor=cast.guide)
    decide(meeting)
    present = [cast.manager.user_id, cast.guide.user_id, *(person.user_id for person in cast.partners.values())]
    hold_meeting(meeting, present, actor=cast.guide)
    send_minutes(meeting, actor=cast.guide)
    return meeting
