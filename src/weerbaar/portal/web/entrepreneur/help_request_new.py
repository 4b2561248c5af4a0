"""Asking for quotes: for which tasks, whom, with which words and files, until when; with what the asked will read."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from weerbaar.portal.action_plans.selectors import plan_of
from weerbaar.portal.assessments.errors import DocumentFault, DocumentRefused
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.portal.providers.selectors import listed_providers
from weerbaar.portal.quotes.company_errors import RequestFault, RequestRefused
from weerbaar.portal.quotes.conflicts import conflicts_of
from weerbaar.portal.quotes.services.answer_invited import attach_file
from weerbaar.portal.quotes.services.make_request import MOST_ASKED, USUAL, RequestOrder, make_request, preview_of
from weerbaar.portal.quotes.services.supplier_link import links_to_make
from weerbaar.portal.web.entrepreneur.documents import document_fault
from weerbaar.portal.web.entrepreneur.help_request_page import ids_of
from weerbaar.portal.web.entrepreneur.help_requests import show_links
from weerbaar.portal.web.entrepreneur.help_words import FIELDS, request_fault
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.entrepreneur.plan_view import lines
from weerbaar.portal.web.entrepreneur.texts import sector_words, size_words
from weerbaar.portal.web.provider.request_words import region_name
from weerbaar.portal.web.public.visitors import language_of_page


class RequestForm(forms.Form):
    """Words, the last day, and the own supplier. Tasks, providers and files are read apart."""

    message = forms.CharField(max_length=1000, required=False)
    deadline = forms.DateField(required=False)
    supplier = forms.CharField(max_length=120, required=False)
    email = forms.EmailField(max_length=254, required=False)
    known = forms.CharField(required=False)

    def clean_deadline(self) -> date:
        return self.cleaned_data["deadline"] or usual_deadline()


def usual_deadline() -> date:
    """The last day for quotes that is filled in beforehand."""
    return timezone.localdate() + USUAL


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def help_request_new(request: HttpRequest, member: Member) -> HttpResponse:
    """`actie` and `dienstverlener` in the address choose beforehand; `eigen` opens the fields of the own supplier."""
    if request.method != "POST":
        return _page(request, member, RequestForm())
    assert_may_work(member.person, member.organisation.id)
    form = RequestForm(request.POST)
    if not form.is_valid():
        return _page(request, member, form, errors=dict(form.errors), status=422)
    if request.POST.get("doe") == "bekijk":
        return _page(request, member, form)
    order, files = _order(request, form), request.FILES.getlist("files")
    try:
        request_id = _make(member, order, files)
    except RequestRefused as refused:
        names = {key: card.name for key, card in listed_providers(order.provider_ids).items()}
        errors = {FIELDS.get(refused.fault, "message"): [request_fault(refused, names)]}
        return _page(request, member, form, errors=errors, status=422)
    except DocumentRefused as refused:
        # What a document may be is more than what may come along here.
        other = refused.fault is DocumentFault.OTHER_KIND
        said = request_fault(RequestRefused(RequestFault.ONLY_PICTURES)) if other else document_fault(refused.fault)
        return _page(request, member, form, errors={"files": [said]}, status=422)
    links = links_to_make(member.organisation.id, request_id)
    if links:
        show_links(request, member, links)
    return redirect("help-request", organisation_id=member.organisation.id, request_id=request_id)


def _make(member: Member, order: RequestOrder, files: "list[UploadedFile[Any]]") -> uuid.UUID:
    """The request with all its files, or nothing."""
    with transaction.atomic():
        request_id = make_request(member.organisation.id, order, actor=member.person)
        for file in files:
            attach_file(member.organisation.id, request_id, file.read(), file.size or 0, actor=member.person)
    return request_id


def _order(request: HttpRequest, form: RequestForm) -> RequestOrder:
    filled = form.cleaned_data
    own = ((filled["supplier"], filled["email"]),) if filled["supplier"] or filled["email"] else ()
    return RequestOrder(
        action_ids=ids_of(request.POST.getlist("tasks")),
        provider_ids=ids_of(request.POST.getlist("providers")),
        message=filled["message"],
        deadline=filled["deadline"],
        suppliers=own,
        known_to_suppliers=filled["known"] == "ja",
        language=language_of_page().value,
    )


def _page(
    request: HttpRequest,
    member: Member,
    form: RequestForm,
    *,
    errors: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    posted = request.method == "POST"
    language = language_of_page()
    view = member.organisation
    actions = ids_of(request.POST.getlist("tasks") if posted else request.GET.getlist("actie"))
    asked = ids_of(request.POST.getlist("shown") if posted else request.GET.getlist("dienstverlener"))[: 2 * MOST_ASKED]
    ticked = set(ids_of(request.POST.getlist("providers"))) if posted else set(asked)
    cards = listed_providers(asked)
    barred = {key for key, conflict in conflicts_of(view.id).items() if conflict.lifted_at is None}
    sizes: Mapping[Any, str] = size_words()
    context = {
        "form": form,
        "errors": errors or {},
        "lines": [(line, line.item.id in actions) for line in lines(plan_of(view, language).to_do)],
        "providers": [
            (cards[one], one in ticked and one not in barred, one in barred) for one in asked if one in cards
        ],
        "own_open": "eigen" in request.GET or bool(form["supplier"].value() or form["email"].value()) or not cards,
        "deadline": form["deadline"].value() or usual_deadline().isoformat(),
        "first_day": (timezone.localdate() + timedelta(days=1)).isoformat(),
        "preview": preview_of(view, actions, language),
        "known_of": [
            word
            for word in (region_name(view.municipality), sector_words().get(view.sector, ""), sizes.get(view.size, ""))
            if word
        ],
        "most": MOST_ASKED,
        "files_again": bool(request.FILES),
    }
    return render(request, "entrepreneur/help_request_new.html", context, status=status)
