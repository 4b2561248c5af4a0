"""The result as files: a report for people, a document for programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.scans.selectors import result_document
from weerbaar.portal.web.public.private_page import private_page
from weerbaar.portal.web.public.report_of import report_of
from weerbaar.scanner.report.document import ReportDocument
from weerbaar.scanner.report.pdf import render as render_pdf


@require_safe
@private_page
def report_pdf(request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """The report as PDF, in the language of the page."""
    report = report_of(holder)
    response = HttpResponse(render_pdf(report), content_type="application/pdf")
    return _named(response, report, "pdf")


@require_safe
@private_page
def result_json(request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """The stored document: every question that was asked and every answer that came."""
    response = JsonResponse(result_document(holder), json_dumps_params={"indent": 1, "ensure_ascii": False})
    return _named(response, report_of(holder), "json")


def _named(response: HttpResponse, report: ReportDocument, ending: str) -> HttpResponse:
    name = f"weerbaar-{report.target}-{report.measured_at:%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
