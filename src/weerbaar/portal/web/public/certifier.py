"""What is behind a certifier's link: a password first, then one file, the remarks, the outcome and the certificate."""

import uuid
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.audits.errors import (
    AuditRefused,
    CertificateFault,
    CertificateRefused,
    LinkFault,
    NoSuchCertifierLink,
    NoSuchDossier,
    NoSuchRemark,
)
from weerbaar.portal.audits.selectors import CertifierRoom, certifier_file, certifier_room, link_is_alive, part_of
from weerbaar.portal.audits.services.certify import (
    CertificateForm,
    Certifier,
    conclude,
    give_certificate,
    note_fetch,
    note_look,
    settle_remark,
    try_password,
    write_remark,
)
from weerbaar.portal.audits.words import AuditOutcome, RemarkKind
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.trajectories.schemes.evaluate import months_before
from weerbaar.portal.web.papers.dossier_parts import part_answer, readable, zip_answer
from weerbaar.portal.web.park.audit_words import (
    audit_mark,
    certificate_fault,
    certificate_mark,
    outcome_words,
    remark_kinds,
    remark_mark,
    said_fault,
)
from weerbaar.portal.web.public.visitors import language_of_page

_SESSION = "opened-audits"
_TERM = "term_months"


def certifier_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view a `Certifier`; who has not shown the password is asked for it first."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **names: Any) -> HttpResponse:
        try:
            if str(link_is_alive(token)) not in request.session.get(_SESSION, []):
                response: HttpResponse = redirect("certifier-password", token=token)
            else:
                response = view(request, Certifier(LinkHolder(token), knows_password=True), **names)
        except NoSuchCertifierLink as gone:
            response = _gone(request, gone)
        return _for_this_link_only(response)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
def certifier_password(request: HttpRequest, token: str) -> HttpResponse:
    """The page says nothing of the file, nor of whose it is."""
    holder, errors = LinkHolder(token), {}
    try:
        audit_id = link_is_alive(token)
        if request.method == "POST":
            if try_password(holder, request.POST.get("password", "")):
                request.session[_SESSION] = [*request.session.get(_SESSION, []), str(audit_id)][-20:]
                return _for_this_link_only(redirect("certifier", token=token))
            link_is_alive(token)  # the tenth wrong one has closed the link: then say so
            errors = {"password": [_("This is not the password. Ask the area for it.")]}
        response = render(request, "public/certifier_password.html", {"errors": errors}, status=422 if errors else 200)
    except NoSuchCertifierLink as gone:
        response = _gone(request, gone)
    return _for_this_link_only(response)


@require_http_methods(["GET", "HEAD", "POST"])
@certifier_page
def certifier(request: HttpRequest, who: Certifier) -> HttpResponse:
    """The file, and what this body says of it."""
    note_look(who)
    if request.method != "POST":
        return _show(request, who, {})
    try:
        _do(request, who)
    except AuditRefused as refused:
        place = "outcome" if request.POST.get("doe") == "oordeel" else "text"
        return _show(request, who, {place: [said_fault(refused.fault)]}, 422)
    except CertificateRefused as refused:
        name, said = certificate_fault(refused.fault)
        return _show(request, who, {name: [said]}, 422)
    except NoSuchRemark as error:
        raise Http404 from error
    return redirect("certifier", token=who.holder.token)


@require_safe
@certifier_page
def certifier_zip(request: HttpRequest, who: Certifier) -> HttpResponse:
    """The file itself."""
    dossier, data = certifier_file(who)
    note_fetch(who)
    return zip_answer(data, dossier.number)


@require_safe
@readable
@certifier_page
def certifier_part(request: HttpRequest, who: Certifier, name: str) -> HttpResponse:
    """One part of the file, to read."""
    try:
        return part_answer(part_of(certifier_file(who)[1], name), name)
    except NoSuchDossier as error:
        raise Http404 from error


def _do(request: HttpRequest, who: Certifier) -> None:
    deed, posted = request.POST.get("doe", ""), request.POST
    if deed == "opmerking":
        kind = RemarkKind.MAJOR if posted.get("kind") == RemarkKind.MAJOR.value else RemarkKind.MINOR
        write_remark(who, kind, posted.get("text", ""))
    elif deed in {"sluit", "heropen"}:
        try:
            remark_id = uuid.UUID(posted.get("remark", ""))
        except ValueError as error:
            raise NoSuchRemark from error
        settle_remark(who, remark_id, is_closed=deed == "sluit")
    elif deed == "oordeel" and posted.get("outcome") in set(AuditOutcome):
        conclude(who, AuditOutcome(posted["outcome"]), posted.get("explanation", ""))
    elif deed == "certificaat":
        begin, end = _day(posted.get("valid_from", "")), _day(posted.get("valid_until", ""))
        give_certificate(who, CertificateForm(posted.get("number", ""), posted.get("level", ""), begin, end))


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise CertificateRefused(CertificateFault.DAYS)
    return day


def _show(request: HttpRequest, who: Certifier, errors: dict[str, list[str]], status: int = 200) -> HttpResponse:
    room, language, kinds = certifier_room(who), language_of_page().value, remark_kinds()
    context = {
        "room": room,
        "token": who.holder.token,
        "scheme": room.scheme.title[language],
        "mark": audit_mark(room.audit),
        "outcome": outcome_words()[room.audit.outcome] if room.audit.outcome else "",
        "remarks": [(item, kinds[item.kind], remark_mark(item.state)) for item in room.audit.remarks],
        "kinds": [(kind.value, word) for kind, word in kinds.items()],
        "outcomes": [(outcome.value, word) for outcome, word in outcome_words().items()],
        "levels": [(level.id, level.name[language]) for level in room.scheme.levels],
        "waived": [(room.scheme.phase(step.phase).name[language], step) for step in room.waived],
        "certificate_mark": certificate_mark(room.audit.certificate.state) if room.audit.certificate else None,
        "text": _typed(request, room),
        "errors": errors,
    }
    return render(request, "public/certifier.html", context, status=status)


def _typed(request: HttpRequest, room: CertifierRoom) -> dict[str, str]:
    names = ("text", "kind", "outcome", "explanation", "number", "level", "valid_from", "valid_until")
    text = {name: request.POST.get(name, "") for name in names}
    today = timezone.localdate()
    months = room.scheme.number(_TERM) if _TERM in room.scheme.parameters else 12
    text["valid_from"] = text["valid_from"] or today.isoformat()
    text["valid_until"] = text["valid_until"] or months_before(today, -months).isoformat()
    return text


def _gone(request: HttpRequest, gone: NoSuchCertifierLink) -> HttpResponse:
    """Since when the link opens nothing. Nothing of what it once showed.

    Raises:
        Http404: there never was such a link.
    """
    if gone.fault in {LinkFault.UNKNOWN, LinkFault.PASSWORD}:
        raise Http404
    context = {"fault": gone.fault.value, "since": gone.since}
    return render(request, "public/certifier_gone.html", context, status=410)


def _for_this_link_only(response: HttpResponse) -> HttpResponse:
    """Neither kept by caches nor found by search engines."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
