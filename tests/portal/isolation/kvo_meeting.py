"""Meetings of the areas of the generated world: one to come, one held with minutes, and a private calendar."""

import io
import uuid
from datetime import date, datetime, timedelta

from django.utils import timezone
from pypdf import PdfWriter

from tests.portal.isolation.company import Company, new_user
from tests.portal.isolation.marks import Field, Marks
from tests.portal.isolation.people import Link
from weerbaar.portal.meetings.models import Meeting
from weerbaar.portal.meetings.services.hold_meeting import hold_meeting
from weerbaar.portal.meetings.services.keep_agenda import add_point
from weerbaar.portal.meetings.services.keep_minutes import correct_minutes, remark_on_minutes, send_minutes
from weerbaar.portal.meetings.services.make_calendar_link import make_calendar_link
from weerbaar.portal.meetings.services.plan_meeting import MeetingForm, plan_meeting
from weerbaar.portal.meetings.services.record_decision import DecisionForm, record_decision
from weerbaar.portal.meetings.words import DecisionKind
from weerbaar.portal.parks.models import ParkSeat
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.plan_models import Priority
from weerbaar.portal.trajectories.safety_plans.read_priorities import PriorityForm
from weerbaar.portal.trajectories.services.bring_scan import Scan, bring_scan
from weerbaar.portal.trajectories.services.enter_safety_plan import PlanForm, enter_safety_plan
from weerbaar.portal.trajectories.services.keep_measure import set_goal
from weerbaar.portal.trajectories.services.write_paper import submit_paper, write_paper

MEETING_TABLES = {
    "meetings_meeting",
    "meetings_invitee",
    "meetings_agendaitem",
    "meetings_decision",
    "meetings_minutes",
    "meetings_minutesremark",
    "meetings_calendarlink",
}
AGREEMENT_ROUTES = {
    "agreement-list",
    "agreement-template",
    "agreement-scans",
    "agreement-scan-file",
    "park-mine",
    "kvo-goals",
    "safety-plan",
    "safety-plan-new",
    "safety-plan-priority",
}
AGREEMENT_WORDS = {"template_id": ("AGR-INTENT",)}
MEETING_ROUTES = {
    "meeting-list",
    "meeting-new",
    "meeting-calendar",
    "meeting-one",
    "meeting-change",
    "meeting-task",
    "meeting-file",
    "meeting-minutes",
    "meeting-minutes-pdf",
}


def meet(area: Company, marks: Marks) -> None:
    """Who manages the area meets a guest, who leaves afterwards; and plans the next meeting."""
    trajectory, now = Trajectory.objects.get(park_id=area.id).id, timezone.now()
    guest = new_user(marks, area.key, "guest")
    seat = ParkSeat.objects.create(park_id=area.id, user=guest, role=ParkRole.PROCESS_FACILITATOR.value)
    held = _plan(area, trajectory, marks, now - timedelta(minutes=1))
    add_point(held, marks.new(Field.KVO, area.key), actor=area.owner, now=now)
    decision = DecisionForm(DecisionKind.OTHER, marks.new(Field.KVO, area.key))
    record_decision(held, decision, actor=area.owner, now=now)
    hold_meeting(held, Meeting.objects.get(id=held).invitees.values_list("user_id", flat=True), actor=area.owner)
    send_minutes(held, actor=area.owner)
    remark_on_minutes(held, marks.new(Field.KVO, area.key), actor=area.owner)
    correct_minutes(held, marks.new(Field.KVO, area.key), actor=area.owner)
    seat.delete()
    guest.delete()
    area.note("meeting_id", held)
    coming = _plan(area, trajectory, marks, now + timedelta(days=9))
    area.note("meeting_id", coming)
    token = make_calendar_link(area.id, actor=area.owner)
    marks.note(token, Field.TOKEN, area.key, "calendar")
    # A calendar shows where one meets, and nothing else of it.
    sees = frozenset(marks.among([area.key], Field.MEETING))
    area.links.append(Link(f"{area.key} calendar", ("meeting-feed",), token, sees))


def _plan(area: Company, trajectory: uuid.UUID, marks: Marks, starts_at: datetime) -> uuid.UUID:
    place = marks.new(Field.MEETING, area.key)
    form = MeetingForm(starts_at, starts_at + timedelta(hours=1), "MEET-YEAR", place)
    return plan_meeting(trajectory, form, actor=area.owner)


def agree(area: Company, marks: Marks) -> None:
    """A goal, a plan of the council with a priority, and a scan: texts and a file that nobody else may read."""
    trajectory = Trajectory.objects.get(park_id=area.id).id
    goal, title, priority = (marks.new(Field.KVO, area.key) for _ in range(3))
    set_goal(trajectory, "IND-CRI-REG", goal, baseline=9, target=5, by_day=None, actor=area.owner)
    form = PlanForm(
        "utrecht",
        title,
        date(2025, 12, 11),
        date(2026, 1, 1),
        date(2029, 12, 31),
        "https://plan.example/",
        priorities=(PriorityForm("IVP-LIVING", priority, "2026-2029"),),
    )
    enter_safety_plan(area.id, form, actor=area.owner)
    area.note("priority_id", Priority.objects.get(plan__park_id=area.id).id)
    fields = {name: marks.new(Field.KVO, area.key) for name in ("parties", "goal", "term")}
    paper = write_paper(trajectory, "agreement", fields, actor=area.owner)
    submit_paper(trajectory, paper, actor=area.owner)
    sheet, into = PdfWriter(), io.BytesIO()
    sheet.add_blank_page(100, 100)
    sheet.add_metadata({"/Title": marks.new(Field.SCAN, area.key)})
    sheet.write(into)
    data = into.getvalue()
    scan = Scan(PartnerKind.POLICE, timezone.localdate(), data, len(data))
    area.note("scan_id", bring_scan(trajectory, paper, scan, actor=area.owner))
