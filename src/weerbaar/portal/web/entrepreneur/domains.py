"""The domains of a company: add, measure, see the result, remove."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.scans.errors import ScanRefused, TargetFault, TargetRefused
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.add_target import add_target
from weerbaar.portal.scans.services.measure_target import measure_target
from weerbaar.portal.scans.services.remove_target import remove_target
from weerbaar.portal.scans.target_selectors import proof_of, result_of_run, runs_of, target_of, targets_of
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.public.domain_form import DomainForm, Reading
from weerbaar.portal.web.public.refused import refused_page
from weerbaar.portal.web.public.result_view import result_view
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.report.compose import compose


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def domains(request: HttpRequest, member: Member) -> HttpResponse:
    """All domains; with a name in the field, one more, which is measured at once."""
    if request.method != "POST":
        return _page(request, member, DomainForm())
    form = DomainForm(request.POST)
    if not form.is_valid():
        return _page(request, member, form, status=422)
    reading: Reading = form.cleaned_data["domain"]
    try:
        target_id = add_target(member.organisation.id, reading.target, actor=member.person)
        measure_target(target_id, actor=member.person, purpose=Purpose.ASKED)
    except TargetRefused as refused:
        form.add_error("domain", _sentence(refused.fault))
        return _page(request, member, form, status=422)
    except ScanRefused:  # the name is kept; it can be measured later
        pass
    return redirect("domains", organisation_id=member.organisation.id)


@require_safe
@member_page
def domain(request: HttpRequest, member: Member, target_id: uuid.UUID) -> HttpResponse:
    """The newest result of one domain, and the list of earlier ones."""
    target = target_of(member.organisation, target_id)
    runs = runs_of(member.organisation, target_id)
    wanted = request.GET.get("meting", "")
    shown = next((run for run in runs if str(run.id) == wanted), runs[0] if runs else None)
    context: dict[str, object] = {"target": target, "runs": runs, "shown": shown}
    context["proof"] = proof_of(member.organisation, target_id, timezone.now())
    if shown:
        view = result_view(compose(result_of_run(member.organisation, shown.id), language_of_page()))
        context |= {"view": view, "report": view.report}
    return render(request, "entrepreneur/domain.html", context)


@require_POST
@member_page
def measure(request: HttpRequest, member: Member, target_id: uuid.UUID) -> HttpResponse:
    """Measure one domain again."""
    target = target_of(member.organisation, target_id)
    try:
        measure_target(target_id, actor=member.person, purpose=Purpose.ASKED)
    except ScanRefused as refused:
        return refused_page(request, refused, target.domain)
    return redirect("domain", organisation_id=member.organisation.id, target_id=target_id)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def remove(request: HttpRequest, member: Member, target_id: uuid.UUID) -> HttpResponse:
    """Ask, then remove a domain with all its results."""
    target = target_of(member.organisation, target_id)
    if request.method != "POST":
        return render(request, "entrepreneur/domain_remove.html", {"target": target})
    remove_target(member.organisation.id, target_id, actor=member.person)
    return redirect("domains", organisation_id=member.organisation.id)


def _page(request: HttpRequest, member: Member, form: DomainForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "targets": targets_of(member.organisation)}
    return render(request, "entrepreneur/domains.html", context, status=status)


def _sentence(fault: TargetFault) -> str:
    return {
        TargetFault.ALREADY_THERE: _("This domain is in your list already."),
        TargetFault.TOO_MANY: _("Your list is full. Remove a domain first."),
    }[fault]
