"""The rooms of meetings."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.meeting import meeting_one
from weerbaar.portal.web.park.meeting_calendar_files import meeting_feed, meeting_file
from weerbaar.portal.web.park.meeting_minutes import meeting_minutes, meeting_minutes_pdf
from weerbaar.portal.web.park.meeting_task import meeting_task
from weerbaar.portal.web.park.meetings import meeting_calendar, meeting_change, meeting_list, meeting_new

_ROOMS: list[URLPattern | URLResolver] = [
    path("", meeting_list, name="meeting-list"),
    path("nieuw/", meeting_new, name="meeting-new"),
    path("agenda/", meeting_calendar, name="meeting-calendar"),
    path("<uuid:meeting_id>/", meeting_one, name="meeting-one"),
    path("<uuid:meeting_id>/wijzig/", meeting_change, name="meeting-change"),
    path("<uuid:meeting_id>/taak/", meeting_task, name="meeting-task"),
    path("<uuid:meeting_id>/overleg.ics", meeting_file, name="meeting-file"),
    path("<uuid:meeting_id>/verslag/", meeting_minutes, name="meeting-minutes"),
    path("<uuid:meeting_id>/verslag.pdf", meeting_minutes_pdf, name="meeting-minutes-pdf"),
]
MEETING: list[URLPattern | URLResolver] = [
    path("terrein/<uuid:park_id>/overleg/", include(_ROOMS)),
    path("overleg/agenda/<token:token>.ics", meeting_feed, name="meeting-feed"),
]
