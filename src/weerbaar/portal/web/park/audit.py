"""The file for the audit: what is in it and what is missing, making it, and reading it as the auditor does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.audits.errors import DossierRefused, NoSuchDossier
from weerbaar.portal.audits.selectors import dossier_for, file_room, part_of, typed_names
from weerbaar.portal.audits.services.make_dossier import make_dossier
from weerbaar.portal.web.papers.dossier_parts import part_answer, readable, zip_answer
from weerbaar.portal.web.park.audit_words import audit_mark, certificate_mark, dossier_fault, line_mark, place_mark
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.kvo_words import party_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def audit(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """What the auditor finds, by phase; a press makes the file of this moment."""
    view, errors = view_of_park(member), {}
    if request.method == "POST":
        try:
            make_dossier(view.id, actor=member.person, language=language_of_page().value)
            return redirect("audit", park_id=member.park.id)
        except DossierRefused as refused:
            name, said = dossier_fault(refused.fault)
            errors = {name: [said]}
    language, room = language_of_page().value, file_room(member.person, view.id)
    phases = [
        {
            "line": line,
            "name": line.phase.name[language],
            "mark": place_mark(line.place),
            "lacking": [texts[language] for texts in line.lacking],
            "papers": [
                (paper, paper.kind.name[language], line_mark(paper, line.place), _parties(paper.signed_by, language))
                for paper in line.papers
            ],
        }
        for line in room.phases
    ]
    context = {
        "view": view,
        "phases": phases,
        "absent": sum(line.absent for line in room.phases if line.place != "later"),
        "dossiers": room.dossiers,
        "audits": [(item, audit_mark(item)) for item in room.audits],
        "certificates": [(item, item.level.name[language], certificate_mark(item.state)) for item in room.certificates],
        "leave_out": view.scheme.leave_out[language],
        "typed": typed_names(member.person, view.id) if view.can_run else [],
        "errors": errors,
    }
    return render(request, "park/audit.html", context, status=409 if errors else 200)


@require_safe
@park_page
def audit_zip(request: HttpRequest, member: ParkMember, number: int) -> HttpResponse:
    """A file as it was made, to keep or to hand over."""
    try:
        dossier, data = dossier_for(member.person, view_of_park(member).id, number)
    except NoSuchDossier as error:
        raise Http404 from error
    return zip_answer(data, dossier.number)


@require_safe
@readable
@park_page
def audit_part(request: HttpRequest, member: ParkMember, number: int, name: str) -> HttpResponse:
    """One part of a file: the same first page and the same papers that the auditor reads."""
    try:
        _, data = dossier_for(member.person, view_of_park(member).id, number)
        return part_answer(part_of(data, name), name)
    except NoSuchDossier as error:
        raise Http404 from error


def _parties(parties: tuple[str, ...], language: str) -> str:
    return ", ".join(party_name(party, language) for party in parties)
