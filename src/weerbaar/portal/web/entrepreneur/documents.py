"""Documents with an answer: hand one in, get it back, erase it."""

import uuid
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.assessments.document_selectors import document_file_of, documents_of
from weerbaar.portal.assessments.errors import (
    AnswerRefused,
    DocumentFault,
    DocumentRefused,
    NoSuchDocument,
    NoSuchQuestion,
)
from weerbaar.portal.assessments.selectors import assessment_of
from weerbaar.portal.assessments.services.attach_document import Dates, Upload, attach_document, erase_document
from weerbaar.portal.web.entrepreneur.basisscan_view import question_view
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page

# Which field of the form a fault is about.
_FIELDS = {
    DocumentFault.NO_DATE: "dated_on",
    DocumentFault.DATE_AHEAD: "dated_on",
    DocumentFault.ENDS_BEFORE_IT_BEGINS: "expires_on",
    DocumentFault.ENDED: "expires_on",
}


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def document(request: HttpRequest, member: Member, question_id: str) -> HttpResponse:
    """The documents of a question; with a file, one more. What was typed stays when the file cannot be taken."""
    if request.method != "POST":
        return _page(request, member, question_id)
    file = request.FILES.get("file")
    upload = Upload(str(file.name), file.read(), file.size or 0) if file else None
    choice, dates = request.POST.get("answer", ""), Dates(_day(request, "dated_on"), _day(request, "expires_on"))
    try:
        attach_document(member.organisation.id, question_id, choice, upload, dates, actor=member.person)
    except NoSuchQuestion as error:
        raise Http404 from error
    except AnswerRefused:
        return _page(request, member, question_id, errors={"answer": [_("Choose what the document shows.")]})
    except DocumentRefused as refused:
        field = _FIELDS.get(refused.fault, "file")
        return _page(request, member, question_id, errors={field: [document_fault(refused.fault)]})
    return redirect("document", organisation_id=member.organisation.id, question_id=question_id)


@require_safe
@member_page
def document_file(request: HttpRequest, member: Member, question_id: str, document_id: uuid.UUID) -> HttpResponse:
    """The file, to save and never to show: what is in it does not run under our name."""
    try:
        found, data = document_file_of(member.organisation, document_id)
    except NoSuchDocument as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=found.kind.media_type)
    response["Content-Disposition"] = content_disposition_header(True, found.file_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@member_page
def document_erase(request: HttpRequest, member: Member, question_id: str, document_id: uuid.UUID) -> HttpResponse:
    """Erase it."""
    try:
        erase_document(member.organisation.id, document_id, actor=member.person)
    except NoSuchDocument as error:
        raise Http404 from error
    return redirect("document", organisation_id=member.organisation.id, question_id=question_id)


def _page(
    request: HttpRequest, member: Member, question_id: str, *, errors: dict[str, list[str]] | None = None
) -> HttpResponse:
    try:
        item = question_view(assessment_of(member.organisation), question_id, typed=request.POST.get("answer", ""))
    except NoSuchQuestion as error:
        raise Http404 from error
    context = {
        "item": item,
        "choices": [choice for choice in item.choices if item.question.choice(choice.id).value is not None],
        "documents": documents_of(member.organisation, question_id),
        "errors": errors or {},
        "dated_on": request.POST.get("dated_on", ""),
        "expires_on": request.POST.get("expires_on", ""),
    }
    return render(request, "entrepreneur/document.html", context, status=422 if errors else 200)


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return parse_date(request.POST.get(name, "").strip())
    except ValueError:  # the thirtieth of February
        return None


def document_fault(fault: DocumentFault) -> str:
    """What to do about a file that was not taken."""
    return {
        DocumentFault.MISSING: _("Choose a file."),
        DocumentFault.EMPTY: _("This file is empty. Choose another one."),
        DocumentFault.TOO_LARGE: _("This file is larger than 10 MB. Make it smaller, or choose another one."),
        DocumentFault.OTHER_KIND: _(
            "This is no PDF or picture, whatever its name says. Choose a PDF, JPEG, PNG or WebP."
        ),
        DocumentFault.BROKEN: _("This picture is damaged. Choose another one."),
        DocumentFault.TOO_MANY: _("There is no room for more documents. Erase an old one first."),
        DocumentFault.NO_DATE: _("Fill in the day that stands on the document."),
        DocumentFault.DATE_AHEAD: _("That day is still to come. Fill in the day that stands on the document."),
        DocumentFault.ENDS_BEFORE_IT_BEGINS: _("The last day lies before the day on the document."),
        DocumentFault.ENDED: _("This document has ended already. Hand in a newer one."),
    }[fault]
