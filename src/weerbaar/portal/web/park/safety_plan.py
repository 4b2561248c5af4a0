"""The municipal safety plan of an area: what the council chose, and which measures help it."""

import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.knowledge.municipalities import find_municipality, municipalities, municipality
from weerbaar.portal.trajectories.errors import NoSuchMeasure, NoSuchPriority, PlanFault, PlanRefused
from weerbaar.portal.trajectories.plan_selectors import PlanView, asks_police_without_priority, plan_of, priority_of
from weerbaar.portal.trajectories.safety_plans.read_priorities import PriorityForm, read_priorities
from weerbaar.portal.trajectories.safety_plans.read_safety_plan import load_plan_guide
from weerbaar.portal.trajectories.selectors import measures_of
from weerbaar.portal.trajectories.services.enter_safety_plan import (
    PlanForm,
    add_priority,
    enter_safety_plan,
    link_measure,
)
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.kvo_words import measure_mark, party_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_PLAN = ("municipality", "title", "adopted_on", "from_day", "to_day", "document_url", "contact_function")
_PRIORITY = ("field", "text_short", "period", "indicator", "target", "lead_function")


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def safety_plan(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The priorities with what is done for each; with a form, one more priority."""
    plan = plan_of(member.person, member.park.id, timezone.localdate())
    if request.method != "POST":
        return _show(request, member, plan, {})
    if plan is None:
        raise Http404
    form = PriorityForm(**{name: request.POST.get(name, "") for name in _PRIORITY})
    try:
        add_priority(member.park.id, plan.id, form, actor=member.person)
    except PlanRefused as refused:
        name, said = plan_fault(refused)
        return _show(request, member, plan, {name: [said]}, 422)
    return redirect("safety-plan", park_id=member.park.id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def safety_plan_new(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Enter a plan, with its priorities from a table when there is one."""
    if request.method != "POST":
        known = municipality(member.park.municipality)
        return _form(request, {**dict.fromkeys(_PLAN, ""), "municipality": known.name if known else ""}, {})
    typed = {name: request.POST.get(name, "").strip() for name in _PLAN}
    file = request.FILES.get("file")
    try:
        priorities = read_priorities(file.read()) if file else ()
        enter_safety_plan(member.park.id, _read(typed, priorities), actor=member.person)
    except PlanRefused as refused:
        name, said = plan_fault(refused)
        return _form(request, typed, {"file" if refused.line or (file and name == "field") else name: [said]}, 422)
    return redirect("safety-plan", park_id=member.park.id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def safety_plan_priority(request: HttpRequest, member: ParkMember, priority_id: uuid.UUID) -> HttpResponse:
    """One priority: the measures that point to it; link one more, or take one off."""
    view, language = view_of_park(member), language_of_page().value
    priority = priority_of(member.person, member.park.id, priority_id)
    if priority is None:
        raise Http404
    if request.method == "POST":
        try:
            chosen = None if request.POST.get("doe") == "los" else priority_id
            link_measure(view.id, _id(request.POST.get("measure", "")), chosen, actor=member.person)
        except (NoSuchMeasure, NoSuchPriority) as error:
            raise Http404 from error
        return redirect("safety-plan-priority", park_id=member.park.id, priority_id=priority_id)
    every = measures_of(view)
    field = load_plan_guide().fields[priority.field]
    free = [item for item in every if item.priority_id != priority_id]
    context = {
        "view": view,
        "priority": priority,
        "field": field.name[language],
        "linked": [
            (item, party_name(item.owner, language) if item.owner else "", *measure_mark(item))
            for item in every
            if item.priority_id == priority_id
        ],
        # Those of the aspects that this field is about come first.
        "free": [(str(item.id), item.what) for item in sorted(free, key=lambda item: item.aspect not in field.aspects)],
    }
    return render(request, "park/safety_plan_priority.html", context)


def plan_fault(refused: PlanRefused) -> tuple[str, str]:
    """The field, and why it is not taken; of a file with the line."""
    name, said = {
        PlanFault.NO_MUNICIPALITY: ("municipality", _("Choose a municipality from the list.")),
        PlanFault.NO_TITLE: ("title", _("Fill in what the plan is called.")),
        PlanFault.NO_DAY: ("adopted_on", _("Fill in all three days.")),
        PlanFault.ENDS_BEFORE: ("to_day", _("The plan ends before it begins. Choose a later day.")),
        PlanFault.NO_DOCUMENT: ("document_url", _("Fill in the address where the plan can be read.")),
        PlanFault.UNKNOWN_FIELD: ("field", _("Choose one of the five fields of the plan.")),
        PlanFault.NO_TEXT: ("text_short", _("Fill in the priority and its period.")),
        PlanFault.TOO_LONG: ("text_short", _("A text is too long. Say it in one sentence.")),
        PlanFault.TOO_MANY: ("file", _("These are too many priorities. A plan has a hundred at most.")),
        PlanFault.NO_COLUMN: ("file", _("The first line needs the names: field, text_short, period.")),
        PlanFault.NOT_TEXT: ("file", _("We cannot read this file. Save it as CSV in UTF-8.")),
    }[refused.fault]
    if refused.line:
        return name, _("Line %(line)s: %(said)s") % {"line": refused.line, "said": said}
    return name, said


def _show(
    request: HttpRequest, member: ParkMember, plan: PlanView | None, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    language, guide = language_of_page().value, load_plan_guide()
    view, sees_all = view_of_park(member), getattr(request.user, "is_staff", False)
    place = municipality(plan.municipality) if plan else None
    context: dict[str, Any] = {
        "plan": plan,
        "place": place.name if place else "",
        "rows": [(item, guide.fields[item.field].name[language]) for item in (plan.priorities if plan else [])],
        "calendar": [(day, item.text[language]) for day, item in (plan.calendar if plan else [])],
        "ask_seat": guide.rules["LNK-05"][language] if plan and plan.ends_soon else "",
        "to_link": asks_police_without_priority(view) if plan and plan.priorities else [],
        "advice": guide.rules["LNK-02"][language],
        "no_fit": guide.rules["LNK-03"][language],
        "decides": [item.text[language] for item in guide.who_decides if item.verified or sees_all],
        "fields": [(item.id, item.name[language]) for item in guide.fields.values() if item.verified or sees_all],
        "help": guide.help[language],
        "typed": {name: request.POST.get(name, "") for name in _PRIORITY},
        "errors": errors,
    }
    return render(request, "park/safety_plan.html", context, status=status)


def _form(request: HttpRequest, typed: dict[str, str], errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    language, guide = language_of_page().value, load_plan_guide()
    context = {
        "typed": typed,
        "errors": errors,
        "fields": [item.name[language] for item in guide.fields.values() if item.verified],
        "places": [item.name for item in municipalities()],
    }
    return render(request, "park/safety_plan_form.html", context, status=status)


def _read(typed: dict[str, str], priorities: tuple[PriorityForm, ...]) -> PlanForm:
    place = find_municipality(typed["municipality"])
    return PlanForm(
        municipality=place.key if place else "",
        title=typed["title"],
        adopted_on=_day(typed["adopted_on"]),
        from_day=_day(typed["from_day"]),
        to_day=_day(typed["to_day"]),
        document_url=typed["document_url"],
        contact_function=typed["contact_function"],
        priorities=priorities,
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NoSuchMeasure from error
