"""A new task in a meeting: the decision that makes a measure."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.meetings.errors import DecisionRefused
from weerbaar.portal.meetings.services.record_decision import DecisionForm, record_decision
from weerbaar.portal.meetings.words import DecisionKind
from weerbaar.portal.trajectories.errors import MeasureRefused
from weerbaar.portal.web.park.kvo_measures import MeasureForm, posted_measure
from weerbaar.portal.web.park.kvo_words import measure_fault, parties_for_choice
from weerbaar.portal.web.park.meeting_page import view_of_meeting
from weerbaar.portal.web.park.meeting_words import decision_fault
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def meeting_task(request: HttpRequest, member: ParkMember, meeting_id: uuid.UUID) -> HttpResponse:
    """Who does what, and when is it ready? With owner, day and indicator it is a task of the matrix."""
    view = view_of_meeting(member, meeting_id)
    form = posted_measure(request)
    point = request.POST.get("punt", request.GET.get("punt", ""))
    if request.method != "POST":
        return _page(request, meeting_id, form, point)
    try:
        decision = DecisionForm(DecisionKind.TASK, task=form.read(), point=point)
        record_decision(view.id, decision, actor=member.person)
    except MeasureRefused as refused:
        name, said = measure_fault(refused.fault)
    except DecisionRefused as refused:
        name, said = decision_fault(refused.fault)
    else:
        return redirect("meeting-one", park_id=member.park.id, meeting_id=meeting_id)
    return _page(request, meeting_id, MeasureForm(form.text, form.partners, {name: [said]}), point, 422)


def _page(
    request: HttpRequest, meeting_id: uuid.UUID, form: MeasureForm, point: str, status: int = 200
) -> HttpResponse:
    language, safety = language_of_page().value, load_safety()
    context = {
        "meeting_id": meeting_id,
        "form": form,
        "errors": form.errors,
        "point": point,
        "aspects": [(aspect.id, aspect.name[language]) for aspect in safety.aspects.values()],
        "parties": parties_for_choice(language),
        "indicators": [(item.id, item.name[language]) for item in safety.indicators.values()],
    }
    return render(request, "park/meeting_task.html", context, status=status)
