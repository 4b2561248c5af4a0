"""The goals of an area: an indicator with its value at the start and the value wanted on a day."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.trajectories.errors import MeasureFault, MeasureRefused
from weerbaar.portal.trajectories.plan_selectors import goals_of
from weerbaar.portal.trajectories.selectors import TrajectoryView
from weerbaar.portal.trajectories.services.keep_measure import set_goal
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_FIELDS = ("indicator", "text", "baseline", "target", "by_day")


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def kvo_goals(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The goals by subject; with a form, one more."""
    view = view_of_park(member)
    if request.method != "POST":
        return _show(request, view, {})
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    errors: dict[str, list[str]] = {}
    numbers = {name: _number(typed[name], name, errors) for name in ("baseline", "target")}
    by_day = _day(typed["by_day"], errors)
    if errors:
        return _show(request, view, errors, 422)
    try:
        set_goal(
            view.id,
            typed["indicator"],
            typed["text"],
            baseline=numbers["baseline"],
            target=numbers["target"],
            by_day=by_day,
            actor=member.person,
        )
    except MeasureRefused as refused:
        return _show(request, view, _said(refused), 422)
    return redirect("kvo-goals", park_id=member.park.id)


def _said(refused: MeasureRefused) -> dict[str, list[str]]:
    if refused.fault is MeasureFault.NO_INDICATOR:
        return {"indicator": [_("Choose what you count.")]}
    return {"text": [_("Write down what you want to reach.")]}


def _number(text: str, name: str, errors: dict[str, list[str]]) -> float | None:
    """With a comma or a point; empty is not known yet."""
    if not text:
        return None
    plain = text.replace(",", ".")
    if len(plain) > 12 or not plain.replace(".", "", 1).removeprefix("-").isdecimal():
        errors[name] = [_("Fill in a number, or leave it empty.")]
        return None
    return float(plain)


def _day(text: str, errors: dict[str, list[str]]) -> date | None:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if text and found is None:
        errors["by_day"] = [_("Fill in a day that there is.")]
    return found


def _show(request: HttpRequest, view: TrajectoryView, errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    language, safety = language_of_page().value, load_safety()
    rows = [
        (goal, safety.aspects[goal.aspect].name[language], safety.indicators[goal.indicator].name[language])
        for goal in goals_of(view)
    ]
    context = {
        "view": view,
        "rows": rows,
        "indicators": [
            (
                aspect.name[language],
                [(item.id, item.name[language]) for item in safety.indicators.values() if item.aspect == aspect.id],
            )
            for aspect in safety.aspects.values()
        ],
        "typed": {name: request.POST.get(name, "") for name in _FIELDS},
        "errors": errors,
    }
    return render(request, "park/kvo_goals.html", context, status=status)
