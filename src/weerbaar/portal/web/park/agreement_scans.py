"""Papers that were signed on paper: bring a scan, compare it with the text, read it."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.errors import NoSuchScan, ScanFault, ScanRefused
from weerbaar.portal.trajectories.scan_selectors import scan_file, scans_of
from weerbaar.portal.trajectories.schemes.states import ArtefactState
from weerbaar.portal.trajectories.selectors import PaperView, TrajectoryView, paper_of
from weerbaar.portal.trajectories.services.bring_scan import Scan, bring_scan, check_scan, remove_scan
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.kvo_words import party_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.park.texts import party_words
from weerbaar.portal.web.public.visitors import language_of_page

_FIXED = {ArtefactState.REVIEW, ArtefactState.ADOPTED, ArtefactState.SIGNED}


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def agreement_scans(request: HttpRequest, member: ParkMember, kind: str) -> HttpResponse:
    """The scans of a paper; with a file, one more."""
    view, paper = _paper(member, kind)
    if request.method != "POST":
        return _show(request, member, view, paper, {})
    try:
        _do(request, member, view, paper)
    except NoSuchScan as error:
        raise Http404 from error
    except ScanRefused as refused:
        name, said = scan_fault(refused.fault)
        return _show(request, member, view, paper, {name: [said]}, 422)
    return redirect("agreement-scans", park_id=member.park.id, kind=kind)


@require_safe
@park_page
def agreement_scan_file(request: HttpRequest, member: ParkMember, kind: str, scan_id: uuid.UUID) -> HttpResponse:
    """The file, to save and never to show: what is in it does not run under our name."""
    view, _paper_view = _paper(member, kind)
    try:
        found, data = scan_file(member.person, view.id, scan_id)
    except NoSuchScan as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="scan-{kind}.{found.value}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def scan_fault(fault: ScanFault) -> tuple[str, str]:
    """The field, and why the scan is not taken."""
    return {
        ScanFault.NO_FILE: ("file", _("Choose the file with the scan.")),
        ScanFault.TOO_LARGE: ("file", _("This file is too large. Choose one of at most 10 MB.")),
        ScanFault.OTHER_KIND: ("file", _("Choose a PDF, JPEG or PNG.")),
        ScanFault.BROKEN: ("file", _("We cannot read this picture. Scan the sheet again.")),
        ScanFault.NO_DAY: ("signed_on", _("Fill in on which day it was signed. That day is not ahead of us.")),
        ScanFault.NO_PARTY: ("party", _("Choose which party signed.")),
        ScanFault.NOT_SUBMITTED: ("file", _("The text is not fixed, or it is another one by now.")),
        ScanFault.SIGNED_BEFORE: ("party", _("This party has signed this text already.")),
        ScanFault.BROUGHT_BEFORE: ("file", _("This scan is here already.")),
        ScanFault.OWN_CHECK: ("check", _("Somebody else than who brought the scan compares it.")),
        ScanFault.TOO_MANY: ("file", _("There are many scans of this paper. First remove some.")),
    }[fault]


def _do(request: HttpRequest, member: ParkMember, view: TrajectoryView, paper: PaperView) -> None:
    deed = request.POST.get("doe", "")
    if deed in {"klopt", "weg"}:
        scan_id = _id(request.POST.get("scan", ""))
        if deed == "klopt":
            check_scan(view.id, scan_id, actor=member.person)
        else:
            remove_scan(view.id, scan_id, actor=member.person)
        return
    if paper.id is None:
        raise ScanRefused(ScanFault.NOT_SUBMITTED)
    file, party = request.FILES.get("file"), request.POST.get("party", "")
    try:
        signed_on = parse_date(request.POST.get("signed_on", ""))
    except ValueError:
        signed_on = None
    known = PartnerKind(party) if party in {word.value for word in PartnerKind} else None
    scan = Scan(known, signed_on, file.read() if file else b"", (file.size or 0) if file else 0)
    bring_scan(view.id, paper.id, scan, actor=member.person)


def _show(
    request: HttpRequest,
    member: ParkMember,
    view: TrajectoryView,
    paper: PaperView,
    errors: dict[str, list[str]],
    status: int = 200,
) -> HttpResponse:
    language = language_of_page().value
    scans = scans_of(member.person, view.id, paper.id) if paper.id else []
    signed = {item.party for item in paper.signatures}
    context = {
        "view": view,
        "paper": paper,
        "name": paper.kind.name[language],
        "scans": [(scan, party_name(scan.party, language), scan.party in signed) for scan in scans],
        "can_bring": paper.state in _FIXED and (member.park.can_run or bool(view.signs_for)),
        "is_fixed": paper.state in _FIXED,
        "parties": [(kind.value, text) for kind, text in party_words().items() if kind.value not in signed],
        "own_party": party_name(view.signs_for, language) if view.signs_for else "",
        "typed": {name: request.POST.get(name, "") for name in ("party", "signed_on")},
        "errors": errors,
    }
    return render(request, "park/agreement_scans.html", context, status=status)


def _paper(member: ParkMember, kind: str) -> tuple[TrajectoryView, PaperView]:
    view = view_of_park(member)
    paper = paper_of(view, kind)
    if paper is None:
        raise Http404
    return view, paper


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NoSuchScan from error
