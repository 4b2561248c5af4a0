"""Take everything with you, or have it erased."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.incidents.own_selectors import exported_photos
from weerbaar.portal.organisations.errors import NotAllowed
from weerbaar.portal.organisations.services.delete_organisation import delete_organisation
from weerbaar.portal.quotes.export_selectors import request_files
from weerbaar.portal.web.entrepreneur.export_sources import document_files
from weerbaar.portal.web.entrepreneur.export_tables import export_document, export_zip
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page


@require_safe
@member_page
def data(request: HttpRequest, member: Member) -> HttpResponse:
    """What we hold, and what can be done with it."""
    return render(request, "entrepreneur/data.html", {"fault": ""})


@require_safe
@member_page
def export(request: HttpRequest, member: Member) -> HttpResponse:
    """Everything in one file. It holds e-mail addresses of colleagues: for owners alone."""
    if not member.organisation.can_manage:
        raise NotAllowed
    files = {
        **document_files(member.organisation),
        **request_files(member.organisation),
        **exported_photos(member.organisation),
    }
    packed = export_zip(export_document(member.organisation, timezone.now()), files)
    response = HttpResponse(packed, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="weerbaar-{timezone.localdate():%Y-%m-%d}.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def erase(request: HttpRequest, member: Member) -> HttpResponse:
    """Ask for the name of the company, then erase it."""
    if not member.organisation.can_manage:
        raise NotAllowed
    if request.method != "POST":
        return render(request, "entrepreneur/erase.html", {"fault": ""})
    if " ".join(request.POST.get("name", "").split()).casefold() != member.organisation.name.casefold():
        context = {"fault": _("That is not the name of your company. Nothing was erased.")}
        return render(request, "entrepreneur/erase.html", context, status=422)
    delete_organisation(member.organisation.id, actor=member.person)
    return redirect("start")
