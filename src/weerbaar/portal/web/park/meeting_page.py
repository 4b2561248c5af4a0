"""Finds the meeting of an address for who has a seat; the same 404 for every meeting that is not of this area."""

import uuid

from django.http import Http404

from weerbaar.portal.meetings.errors import NoSuchMeeting
from weerbaar.portal.meetings.selectors import MeetingView, meeting_of
from weerbaar.portal.web.park.park_page import ParkMember


def view_of_meeting(member: ParkMember, meeting_id: uuid.UUID) -> MeetingView:
    """The meeting of the area.

    Raises:
        Http404: the area has no such meeting.
    """
    try:
        view = meeting_of(member.person, meeting_id)
    except NoSuchMeeting as error:
        raise Http404 from error
    if view.park.id != member.park.id:
        raise Http404
    return view
