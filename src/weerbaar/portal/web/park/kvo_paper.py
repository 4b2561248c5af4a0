"""One paper of a trajectory: write it, fix its text, sign it, adopt it, or say why there is none."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weerbaar.portal.trajectories.errors import PaperFault, PaperRefused, SignatureRefused
from weerbaar.portal.trajectories.schemes.field_names import field_name
from weerbaar.portal.trajectories.schemes.states import ArtefactState
from weerbaar.portal.trajectories.selectors import PaperView, TrajectoryView, paper_of
from weerbaar.portal.trajectories.services.sign_paper import sign_paper
from weerbaar.portal.trajectories.services.write_paper import adopt_paper, excuse_paper, submit_paper, write_paper
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.kvo_words import paper_fault, paper_mark, party_name, signature_fault
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_PREFIX = "veld-"


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def kvo_paper(request: HttpRequest, member: ParkMember, kind: str) -> HttpResponse:
    """The paper, and what this person can do with it."""
    view = view_of_park(member)
    paper = paper_of(view, kind)
    if paper is None:
        raise Http404
    if request.method != "POST":
        return _show(request, view, paper, {})
    try:
        _do(request, member, view, paper)
    except PaperRefused as error:
        fields = [f"{_PREFIX}{name}" for name in error.fields] or [_place(error.fault)]
        return _show(request, view, paper, {name: [paper_fault(error.fault)] for name in fields}, 422)
    except SignatureRefused as error:
        return _show(request, view, paper, {"sign": [signature_fault(error.fault)]}, 409)
    return redirect("kvo-paper", park_id=member.park.id, kind=kind)


def _do(request: HttpRequest, member: ParkMember, view: TrajectoryView, paper: PaperView) -> None:
    deed, kind, person = request.POST.get("doe", ""), paper.kind.id, member.person
    if deed in {"bewaar", "vast"}:
        names = (*paper.kind.required, *paper.kind.optional)
        fields = {name: request.POST.get(f"{_PREFIX}{name}", "") for name in names if name != "signatures"}
        paper_id = write_paper(view.id, kind, fields, actor=person)
        if deed == "vast":
            submit_paper(view.id, paper_id, actor=person)
    elif deed == "reden":
        excuse_paper(view.id, kind, request.POST.get("reason", ""), actor=person)
    elif paper.id is not None and deed == "stel-vast":
        adopt_paper(view.id, paper.id, actor=person)
    elif paper.id is not None and deed == "teken":
        sign_paper(view.id, paper.id, request.POST.get("hash", ""), actor=person)


def _show(
    request: HttpRequest, view: TrajectoryView, paper: PaperView, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    language = language_of_page().value
    is_fixed = paper.state in {ArtefactState.REVIEW, ArtefactState.ADOPTED, ArtefactState.SIGNED}
    edits = view.can_run and (not is_fixed or "nieuw" in request.GET or bool(errors.keys() - {"sign", "adopt"}))
    names = [(name, True) for name in paper.kind.required] + [(name, False) for name in paper.kind.optional]
    signed = {item.party for item in paper.signatures}
    context = {
        "view": view,
        "paper": paper,
        "name": paper.kind.name[language],
        "help": paper.kind.help[language],
        "maker": party_name(paper.kind.made_by, language),
        "mark": paper_mark(paper),
        "is_fixed": is_fixed,
        "edits": edits,
        "is_draft": not is_fixed,
        "can_adopt": view.can_run and paper.state is ArtefactState.REVIEW,
        "can_sign": is_fixed and bool(view.signs_for) and view.signs_for not in signed,
        "party": party_name(view.signs_for, language) if view.signs_for else "",
        "fields": [
            (
                f"{_PREFIX}{name}",
                field_name(name, language),
                request.POST.get(f"{_PREFIX}{name}", paper.fields.get(name, "")),
                is_needed,
                (errors.get(f"{_PREFIX}{name}") or [""])[0],
            )
            for name, is_needed in names
            if name != "signatures"
        ],
        "signatures": [(party_name(item.party, language), item) for item in paper.signatures],
        "reason": request.POST.get("reason", paper.reason),
        "errors": errors,
    }
    return render(request, "park/kvo_paper.html", context, status=status)


def _place(fault: PaperFault) -> str:
    return "reason" if fault is PaperFault.NO_REASON else "adopt"
