"""Finds a meeting for somebody with a seat at its area.

Who has no seat sees nothing. Everybody with a seat reads meetings, agenda, decisions and minutes, says whether they come, and
says what the minutes should correct. Who runs the area plans, keeps the agenda, records decisions and sends minutes.
"""

import uuid

from weerbaar.portal.core.actors import Person
from weerbaar.portal.meetings.errors import MeetingFault, MeetingRefused, NoSuchMeeting
from weerbaar.portal.meetings.models import Meeting
from weerbaar.portal.meetings.words import MeetingState
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.selectors import ParkView
from weerbaar.portal.trajectories.errors import NoSuchTrajectory
from weerbaar.portal.trajectories.find import trajectory_for
from weerbaar.portal.trajectories.policies import may_run


def meeting_for(person: Person, meeting_id: uuid.UUID, *, lock: bool = False) -> tuple[Meeting, ParkView]:
    """The meeting, and its area as this person sees it.

    Raises:
        NoSuchMeeting: there is none, or the person has no seat at its area.
    """
    rows = Meeting.objects.select_for_update() if lock else Meeting.objects.select_related("trajectory")
    row = rows.filter(id=meeting_id).first()
    if row is None:
        raise NoSuchMeeting
    try:
        _, park = trajectory_for(person, row.trajectory_id)
    except NoSuchTrajectory as error:
        raise NoSuchMeeting from error
    return row, park


def meeting_run_by(person: Person, meeting_id: uuid.UUID) -> Meeting:
    """The same, locked, for who runs the area; to be called inside a transaction.

    Raises:
        NoSuchMeeting: there is none, or the person has no seat at its area.
        ParkNotAllowed: the person does not run it.
    """
    row, park = meeting_for(person, meeting_id, lock=True)
    if not may_run(park.role):
        raise ParkNotAllowed
    return row


def planned_run_by(person: Person, meeting_id: uuid.UUID) -> Meeting:
    """The same, while the meeting is still to come or going on.

    Raises:
        NoSuchMeeting, ParkNotAllowed: as above.
        MeetingRefused: it was held or cancelled.
    """
    row = meeting_run_by(person, meeting_id)
    if row.state != MeetingState.PLANNED.value:
        raise MeetingRefused(MeetingFault.NOT_PLANNED)
    return row
