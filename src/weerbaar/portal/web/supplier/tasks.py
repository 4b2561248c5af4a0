"""The task list behind a hand-over's link, and what a supplier does with a task."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.action_plans.errors import ActionRefused, NoSuchAction, NotPossibleNow
from weerbaar.portal.action_plans.handover_selectors import tasks_of
from weerbaar.portal.action_plans.services.answer_handover import (
    Supplier,
    SupplierSaid,
    ask_company,
    note_look,
    reply_by_supplier,
)
from weerbaar.portal.action_plans.services.report_action import start_proof
from weerbaar.portal.action_plans.states import Verb
from weerbaar.portal.quotes.services.supplier_work import refuse_work, report_work, take_on_work
from weerbaar.portal.web.entrepreneur.plan_words import fault_sentence
from weerbaar.portal.web.letters.supplier_said import tell_owners
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.portal.web.supplier.link_page import link_page
from weerbaar.portal.web.supplier.tasks_view import task_views

_TAKING_ON = {"aannemen": Verb.ACCEPT, "beginnen": Verb.START}


@require_safe
@link_page
def tasks(request: HttpRequest, supplier: Supplier) -> HttpResponse:
    """Just these tasks, each with its measurement and what to copy."""
    note_look(supplier)
    return _page(request, supplier)


@require_POST
@link_page
def task(request: HttpRequest, supplier: Supplier, action_id: uuid.UUID) -> HttpResponse:
    """Accept, start, report done, answer, ask back or refuse, as `doe` in the form says; the owner hears of it at once."""
    wanted, text = request.POST.get("doe", ""), request.POST.get("text", "")
    try:
        if wanted in _TAKING_ON:
            take_on_work(supplier, action_id, _TAKING_ON[wanted])
        elif wanted == "klaar":
            said = report_work(supplier, action_id, text)
            reported = start_proof(action_id)
            tell_owners(said)
            messages.success(
                request,
                _("Noted. We measure again. Only after that this task turns green.")
                if reported.measurable
                else _("Noted. Your customer confirms it."),
            )
        elif wanted == "antwoord":
            tell_owners(reply_by_supplier(supplier, action_id, request.POST.get("choice", "")))
            messages.success(request, _("Sent to your customer."))
        elif wanted in {"vraag", "weiger"}:
            tell_owners(_said(supplier, action_id, wanted, text))
            messages.success(request, _("Sent to your customer."))
        else:
            return _page(request, supplier, status=400)
    except NoSuchAction as error:
        raise Http404 from error
    except ActionRefused as refused:
        errors = {f"{wanted}-{action_id}": [fault_sentence(refused.fault)]}
        return _page(request, supplier, errors=errors, status=422)
    except NotPossibleNow:
        changed = _("This task has changed meanwhile. Here you see how it stands now.")
        return _page(request, supplier, changed=changed, status=409)
    return redirect("handover", token=supplier.holder.token)


def _said(supplier: Supplier, action_id: uuid.UUID, wanted: str, text: str) -> SupplierSaid:
    if wanted == "vraag":
        return ask_company(supplier, action_id, text)
    return refuse_work(supplier, action_id, text)


def _page(
    request: HttpRequest,
    supplier: Supplier,
    *,
    errors: dict[str, list[str]] | None = None,
    changed: str = "",
    status: int = 200,
) -> HttpResponse:
    found = tasks_of(supplier, language_of_page())
    context = {
        "handover": found,
        "tasks": task_views(found, errors or {}),
        "token": supplier.holder.token,
        "errors": errors or {},
        "changed": changed,
    }
    return render(request, "supplier/tasks.html", context, status=status)
