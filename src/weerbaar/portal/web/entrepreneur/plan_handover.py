"""Handing tasks over to a supplier: choose, make the link, see who has which, and take them back."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused
from weerbaar.portal.action_plans.handover_selectors import handed_tasks, handovers_of
from weerbaar.portal.action_plans.selectors import plan_of
from weerbaar.portal.action_plans.services.hand_over import HandoverOrder, hand_over, withdraw_handover
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.portal.web.entrepreneur.member_page import Member
from weerbaar.portal.web.entrepreneur.plan_page import plan_page
from weerbaar.portal.web.entrepreneur.plan_view import lines
from weerbaar.portal.web.entrepreneur.plan_words import fault_sentence
from weerbaar.portal.web.letters.handover import send_handover
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.portal.web.supplier.work_order import work_order_response

DAYS = (14, 30, 60, 90)
_SESSION = "new-handover"
_FIELD = {
    ActionFault.NOTHING_CHOSEN: "tasks",
    ActionFault.NO_TEXT: "supplier",
    ActionFault.SHORT_PASSWORD: "password",
    ActionFault.TOO_LONG_VALID: "days",
}


class HandoverForm(forms.Form):
    """Whom, until when, and with which password. The tasks are read apart."""

    supplier = forms.CharField(max_length=120, required=False)
    email = forms.EmailField(max_length=254, required=False)
    message = forms.CharField(max_length=1000, required=False)
    days = forms.IntegerField(required=False)
    password = forms.CharField(max_length=120, required=False, strip=False)


@require_http_methods(["GET", "HEAD", "POST"])
@plan_page
def new_handover(request: HttpRequest, member: Member) -> HttpResponse:
    """Choose tasks and make a link. `actie` in the address chooses tasks beforehand."""
    if request.method != "POST":
        return _form_page(request, member, HandoverForm(), set(request.GET.getlist("actie")))
    assert_may_work(member.person, member.organisation.id)
    form, chosen = HandoverForm(request.POST), request.POST.getlist("tasks")
    if not form.is_valid():
        return _form_page(request, member, form, set(chosen), errors=dict(form.errors), status=422)
    filled = form.cleaned_data
    order = HandoverOrder(
        actions=tuple(_ids(chosen)),
        supplier=filled["supplier"],
        email=filled["email"],
        message=filled["message"],
        days=filled["days"] or 30,
        password=filled["password"],
        language=language_of_page().value,
    )
    try:
        receipt = hand_over(member.organisation.id, order, actor=member.person)
    except ActionRefused as refused:
        errors = {_FIELD.get(refused.fault, "supplier"): [fault_sentence(refused.fault)]}
        return _form_page(request, member, form, set(chosen), errors=errors, status=422)
    sent = bool(order.email) and send_handover(order, receipt, member.organisation.name)
    request.session[_SESSION] = {"token": receipt.token, "supplier": order.supplier, "sent": sent}
    return redirect("handovers", organisation_id=member.organisation.id)


@require_safe
@plan_page
def handovers(request: HttpRequest, member: Member) -> HttpResponse:
    """Who has which tasks; a link that was just made is shown this once."""
    fresh = request.session.pop(_SESSION, None)
    link = settings.PUBLIC_URL + reverse("handover", kwargs={"token": fresh["token"]}) if fresh else ""
    context = {"handovers": handovers_of(member.organisation), "fresh": fresh, "link": link}
    return render(request, "entrepreneur/handovers.html", context)


@require_POST
@plan_page
def withdraw(request: HttpRequest, member: Member, handover_id: uuid.UUID) -> HttpResponse:
    """The link opens nothing any more, from this moment."""
    withdraw_handover(member.organisation.id, handover_id, actor=member.person)
    return redirect("handovers", organisation_id=member.organisation.id)


@require_safe
@plan_page
def handover_paper(request: HttpRequest, member: Member, handover_id: uuid.UUID) -> HttpResponse:
    """The tasks of a link that still works as a work order on paper. The link itself is known to the supplier alone."""
    language = language_of_page()
    found = handed_tasks(member.organisation, handover_id, language)
    return work_order_response(found, "", language)


def _ids(texts: list[str]) -> list[uuid.UUID]:
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found


def _form_page(
    request: HttpRequest,
    member: Member,
    form: HandoverForm,
    chosen: set[str],
    *,
    errors: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    plan = plan_of(member.organisation, language_of_page())
    for_others = {str(item.id) for item in plan.to_do if item.text.who_code not in {"", "self"} and not item.supplier}
    context = {
        "form": form,
        "errors": errors or {},
        "lines": [(line, str(line.item.id)) for line in lines(plan.to_do)],
        "chosen": chosen if chosen or request.method == "POST" else for_others,
        "days": DAYS,
        "days_value": form["days"].value() or 30,
    }
    return render(request, "entrepreneur/handover_new.html", context, status=status)
