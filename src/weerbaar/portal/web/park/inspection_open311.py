"""Where points of the municipality are reported: the address of its system, our key there, and what became of reports."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.open311.selectors import LinkView, link_of, reports_of
from weerbaar.portal.inspections.open311.set_reporting import (
    FOR_ALL_OTHERS,
    ReportingForm,
    end_reporting,
    set_reporting,
)
from weerbaar.portal.inspections.open311.words import ReportingFault, ReportingRefused
from weerbaar.portal.web.park.inspection_words import reach_fault, reporting_fault, sending_mark
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_PAIR = re.compile(r"\s*(PT-[A-Z]+)\s*[:=]\s*(\S.*?)\s*")
_FIELDS = {
    ReportingFault.NO_KEY: "key",
    ReportingFault.NOT_SET_UP: "key",
    ReportingFault.NO_SERVICES: "code",
    ReportingFault.UNKNOWN_TYPE: "codes",
}


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def inspection_open311(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Set it, change it, or end it."""
    link = link_of(member.person, member.park.id)
    if request.method != "POST":
        return _show(request, member, link, {})
    if request.POST.get("doe") == "stop":
        end_reporting(member.park.id, actor=member.person)
        return redirect("inspection-open311", park_id=member.park.id)
    try:
        set_reporting(member.park.id, _read(request), actor=member.person)
    except ReportingRefused as error:
        field = _FIELDS.get(error.fault, "endpoint")
        return _show(request, member, link, {field: [reporting_fault(error.fault)]}, 422)
    return redirect("inspection-open311", park_id=member.park.id)


def _read(request: HttpRequest) -> ReportingForm:
    services = {FOR_ALL_OTHERS: request.POST.get("code", "")}
    for line in request.POST.get("codes", "").splitlines():
        if not line.strip():
            continue
        pair = _PAIR.fullmatch(line)
        if pair is None:
            raise ReportingRefused(ReportingFault.UNKNOWN_TYPE)
        services[pair[1]] = pair[2]
    return ReportingForm(
        endpoint=request.POST.get("endpoint", ""),
        key=request.POST.get("key", "").strip()[:200],
        jurisdiction=request.POST.get("jurisdiction", ""),
        services=services,
    )


def _show(
    request: HttpRequest, member: ParkMember, link: LinkView | None, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    language, types = language_of_page().value, load_inspection().types
    kept = dict(link.services) if link else {}
    lines = "\n".join(f"{name}: {code}" for name, code in kept.items() if name != FOR_ALL_OTHERS)
    typed = {
        "endpoint": link.endpoint if link else "",
        "jurisdiction": link.jurisdiction if link else "",
        "code": kept.get(FOR_ALL_OTHERS, ""),
        "codes": lines,
    }
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
    context = {
        "link": link,
        "form": typed,
        "reports": [
            (report, types[report.type].name[language], sending_mark(report), reach_fault(report.fault))
            for report in reports_of(member.person, member.park.id)
        ],
        "municipal": [(kind.id, kind.name[language]) for kind in types.values() if kind.owner == "municipality"],
        "errors": errors,
    }
    return render(request, "park/inspection_open311.html", context, status=status)
