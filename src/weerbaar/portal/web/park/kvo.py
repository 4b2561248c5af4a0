"""A trajectory: where the area stands, what the present phase still lacks, and its end."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.trajectories.errors import (
    AlreadyUnderWay,
    NoSuchTrajectory,
    PaperRefused,
    PhaseNotOver,
    UnknownScheme,
)
from weerbaar.portal.trajectories.schemes.read_scheme import shipped_schemes
from weerbaar.portal.trajectories.selectors import (
    TrajectoryView,
    measures_of,
    paper_of,
    trajectory_of,
    trajectory_of_park,
)
from weerbaar.portal.trajectories.services.begin_trajectory import begin_trajectory
from weerbaar.portal.trajectories.services.end_phase import pass_phase, waive_phase
from weerbaar.portal.web.park.kvo_rooms import rooms_of
from weerbaar.portal.web.park.kvo_words import paper_fault, paper_mark, party_name, tasks_of
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page


def view_of_park(member: ParkMember) -> TrajectoryView:
    """The trajectory of the area.

    Raises:
        Http404: it has none.
    """
    found = trajectory_of_park(member.person, member.park.id)
    if found is None:
        raise Http404
    try:
        return trajectory_of(member.person, found)
    except NoSuchTrajectory as error:
        raise Http404 from error


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def kvo(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Where the area stands; without a trajectory, how to begin one."""
    if request.method == "POST":
        return _begin(request, member)
    if trajectory_of_park(member.person, member.park.id) is None:
        return _choose(request, member, {})
    return _show(request, view_of_park(member), {})


@require_POST
@park_page
def kvo_pass(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """End the phase: its rule is met, or a reason is written down."""
    view, reason = view_of_park(member), request.POST.get("reason", "")
    try:
        if "zonder" in request.POST:
            waive_phase(view.id, reason, actor=member.person)
        else:
            pass_phase(view.id, actor=member.person)
    except PhaseNotOver:
        return _show(request, view, {"next": [_("This phase still lacks something. See the list.")]}, 409)
    except PaperRefused as error:
        return _show(request, view, {"reason": [paper_fault(error.fault)]}, 422)
    return redirect("kvo", park_id=member.park.id)


def _begin(request: HttpRequest, member: ParkMember) -> HttpResponse:
    try:
        begin_trajectory(member.park.id, request.POST.get("scheme", ""), actor=member.person)
    except UnknownScheme:
        return _choose(request, member, {"scheme": [_("Choose a scheme.")]}, 422)
    except AlreadyUnderWay:
        pass
    return redirect("kvo", park_id=member.park.id)


def _choose(request: HttpRequest, member: ParkMember, errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    language = language_of_page().value
    fitting = [scheme for scheme in shipped_schemes().values() if member.park.kind.name in scheme.kinds]
    schemes = [
        (scheme.id, scheme.title[language], scheme.disclaimer[language], len(scheme.phases)) for scheme in fitting
    ]
    return render(request, "park/kvo_begin.html", {"schemes": schemes, "errors": errors}, status=status)


def _show(request: HttpRequest, view: TrajectoryView, errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    language = language_of_page().value
    tasks = tasks_of(list(view.missing), view.scheme, view.facts, language)
    measures = measures_of(view)
    context = {
        "view": view,
        "title": view.scheme.title[language],
        "disclaimer": view.scheme.disclaimer[language],
        "goal": view.phase.goal[language],
        "lead": party_name(view.phase.lead, language),
        "phases": [
            (phase.order, phase.name[language], _place(phase.order, view.phase.order)) for phase in view.scheme.phases
        ],
        "tasks": tasks,
        "papers": [
            (paper, paper.kind.name[language], party_name(paper.kind.made_by, language), *paper_mark(paper))
            for paper in view.papers
        ],
        "waived": [(view.scheme.phase(item.phase).name[language], item) for item in view.waived],
        "measures": len(measures),
        "late": sum(1 for measure in measures if measure.days_late),
        "errors": errors,
        "rooms": rooms_of(view.park),
    }
    return render(request, "park/kvo.html", context, status=status)


def _place(order: int, now: int) -> str:
    return "done" if order < now else "now" if order == now else ""


@require_safe
@park_page
def kvo_papers(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Every paper of the scheme, in the order of the file for the audit."""
    view, language = view_of_park(member), language_of_page().value
    papers = [paper for kind in view.scheme.dossier if (paper := paper_of(view, kind)) is not None]
    rows = [
        (paper, paper.kind.name[language], party_name(paper.kind.made_by, language), *paper_mark(paper))
        for paper in papers
    ]
    return render(request, "park/kvo_papers.html", {"view": view, "papers": rows})
