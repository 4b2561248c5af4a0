"""Asking for an audit, what the certification body said, and the answers of the area; the certificate; the year and the term."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from weerbaar.portal.audits.errors import (
    AuditRefused,
    CertificateRefused,
    DossierRefused,
    NoSuchDossier,
    NoSuchRemark,
)
from weerbaar.portal.audits.selectors import AuditView, dossier_for, file_room, year_room
from weerbaar.portal.audits.services.ask_audit import AuditOrder, answer_remark, ask_audit, withdraw_audit
from weerbaar.portal.audits.services.begin_term import take_over
from weerbaar.portal.audits.services.fill_papers import EVALUATION, REPORT, fill_evaluation, fill_report
from weerbaar.portal.audits.services.keep_certificates import end_certificate
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.trajectories.errors import PaperRefused
from weerbaar.portal.trajectories.schemes.field_names import field_name
from weerbaar.portal.web.letters.audits import send_audit
from weerbaar.portal.web.park.audit_words import (
    audit_mark,
    certificate_fault,
    certificate_mark,
    dossier_fault,
    remark_kinds,
    remark_mark,
    said_fault,
)
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_DAYS = "60"


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def audit_ask(request: HttpRequest, member: ParkMember, number: int) -> HttpResponse:
    """Invite a certification body to one file. The link goes by mail; the password is told in another way."""
    view = view_of_park(member)
    if not view.can_run:
        raise ParkNotAllowed
    try:
        dossier, _ = dossier_for(member.person, view.id, number)
    except NoSuchDossier as error:
        raise Http404 from error
    text = {name: request.POST.get(name, "").strip() for name in ("body", "email", "days")}
    context = {"dossier": dossier, "text": text | {"days": text["days"] or _DAYS}, "errors": {}}
    if request.method != "POST":
        return render(request, "park/audit_ask.html", context)
    days = int(text["days"]) if text["days"].isdecimal() and len(text["days"]) < 5 else 0
    order = AuditOrder(text["body"], text["email"], request.POST.get("password", ""), days, language_of_page().value)
    try:
        receipt = ask_audit(view.id, dossier.id, order, actor=member.person)
    except DossierRefused as refused:
        name, said = dossier_fault(refused.fault)
        return render(request, "park/audit_ask.html", context | {"errors": {name: [said]}}, status=422)
    send_audit(receipt)
    return redirect("audit-one", park_id=member.park.id, audit_id=receipt.id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def audit_one(request: HttpRequest, member: ParkMember, audit_id: uuid.UUID) -> HttpResponse:
    """What the body said, and what the area answers."""
    view = view_of_park(member)
    found = next((item for item in file_room(member.person, view.id).audits if item.id == audit_id), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _one(request, found, {})
    deed = request.POST.get("doe", "")
    try:
        if deed == "verslag":
            fill_report(view.id, audit_id, actor=member.person)
            return redirect("kvo-paper", park_id=member.park.id, kind=REPORT)
        if deed == "intrekken":
            withdraw_audit(view.id, audit_id, actor=member.person)
        else:
            answer_remark(view.id, _remark_in(found, deed), request.POST.get("text", ""), actor=member.person)
    except AuditRefused as refused:
        return _one(request, found, {f"text-{deed}": [said_fault(refused.fault)]}, 422)
    except PaperRefused:
        return _one(request, found, {}, 409)
    except NoSuchRemark as error:
        raise Http404 from error
    return redirect("audit-one", park_id=member.park.id, audit_id=audit_id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def audit_certificate(request: HttpRequest, member: ParkMember, certificate_id: uuid.UUID) -> HttpResponse:
    """One certificate; who runs the area says that it was taken back."""
    view, language = view_of_park(member), language_of_page().value
    rows = file_room(member.person, view.id).certificates
    found = next((item for item in rows if item.id == certificate_id), None)
    if found is None:
        raise Http404
    errors = {}
    if request.method == "POST":
        try:
            end_certificate(view.id, certificate_id, request.POST.get("reason", ""), actor=member.person)
            return redirect("audit-certificate", park_id=member.park.id, certificate_id=certificate_id)
        except CertificateRefused as refused:
            name, said = certificate_fault(refused.fault)
            errors = {name: [said]}
    context = {
        "view": view,
        "certificate": found,
        "level": found.level.name[language],
        "mark": certificate_mark(found.state),
        "public": f"{reverse('certificate')}?nummer={found.number}",
        "errors": errors,
    }
    return render(request, "park/audit_certificate.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def audit_year(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The yearly evaluation as it would be filled in today, and what a new term takes over."""
    view, language = view_of_park(member), language_of_page().value
    if request.method == "POST":
        if request.POST.get("doe") == "termijn":
            take_over(view.id, actor=member.person)
            return redirect("kvo-papers", park_id=member.park.id)
        try:
            fill_evaluation(view.id, actor=member.person)
        except PaperRefused as error:
            raise Http404 from error
        return redirect("kvo-paper", park_id=member.park.id, kind=EVALUATION)
    fields, kinds = year_room(member.person, view.id)
    context = {
        "view": view,
        "has_paper": EVALUATION in view.scheme.artefacts,
        "fields": [(field_name(name, language), text) for name, text in fields.items()],
        "stays": [view.scheme.artefacts[kind].name[language] for kind in kinds],
    }
    return render(request, "park/audit_year.html", context)


def _one(request: HttpRequest, found: AuditView, errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    kinds = remark_kinds()
    context = {
        "audit": found,
        "mark": audit_mark(found),
        "remarks": [
            (item, kinds[item.kind], remark_mark(item.state), (errors.get(f"text-{item.id}") or [""])[0])
            for item in found.remarks
        ],
        "typed": request.POST.get("text", ""),
        "chosen": request.POST.get("doe", ""),
        "errors": errors,
    }
    return render(request, "park/audit_one.html", context, status=status)


def _remark_in(found: AuditView, text: str) -> uuid.UUID:
    for item in found.remarks:
        if str(item.id) == text:
            return item.id
    raise NoSuchRemark
