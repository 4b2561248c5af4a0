"""One action: what, why, how, who, until when; and everything that can be done with it."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused, NotPossibleNow
from weerbaar.portal.action_plans.selectors import action_of
from weerbaar.portal.action_plans.services.answer_supplier import answer_supplier
from weerbaar.portal.action_plans.services.confirm_action import confirm_action
from weerbaar.portal.action_plans.services.decide_action import (
    decide_action,
    decline_action,
    postpone_action,
    set_dates,
    take_action,
)
from weerbaar.portal.action_plans.services.report_action import Reported, report_action
from weerbaar.portal.action_plans.states import Verb
from weerbaar.portal.organisations.selectors import colleagues_of
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.quotes.order_selectors import order_of_action
from weerbaar.portal.web.entrepreneur.action_view import action_view
from weerbaar.portal.web.entrepreneur.member_page import Member
from weerbaar.portal.web.entrepreneur.plan_page import plan_page
from weerbaar.portal.web.entrepreneur.plan_words import fault_sentence
from weerbaar.portal.web.public.visitors import language_of_page

_SIMPLE = {"begin": Verb.START, "terug": Verb.TAKE_BACK, "hervat": Verb.RESUME, "heropen": Verb.REOPEN}


@require_http_methods(["GET", "HEAD", "POST"])
@plan_page
def plan_action(request: HttpRequest, member: Member, action_id: uuid.UUID) -> HttpResponse:
    """See the action; with `doe` in the form, do something with it."""
    if request.method != "POST":
        return _page(request, member, action_id)
    wanted = request.POST.get("doe", "")
    do = _DEEDS.get(wanted)
    try:
        if wanted in _SIMPLE:
            decide_action(member.organisation.id, action_id, _SIMPLE[wanted], actor=member.person)
        elif do is not None:
            do(request, member, action_id)
        else:
            return _page(request, member, action_id, status=400)
    except _NotFilledIn as fault:
        return _page(request, member, action_id, errors={fault.field: [fault_sentence(fault.fault)]}, status=422)
    except ActionRefused as refused:
        field = _FIELD.get(wanted, "doe")
        return _page(request, member, action_id, errors={field: [fault_sentence(refused.fault)]}, status=422)
    except NotPossibleNow:
        changed = _("This task has changed meanwhile. Here you see how it stands now.")
        return _page(request, member, action_id, changed=changed, status=409)
    return redirect("plan-action", organisation_id=member.organisation.id, action_id=action_id)


class _NotFilledIn(Exception):
    """A field of a form cannot be read."""

    def __init__(self, field: str, fault: ActionFault) -> None:
        self.field, self.fault = field, fault


def _take(request: HttpRequest, member: Member, action_id: uuid.UUID) -> None:
    try:
        assignee = uuid.UUID(request.POST.get("assignee") or str(member.person.user_id))
    except ValueError as error:
        raise _NotFilledIn("assignee", ActionFault.NOT_A_COLLEAGUE) from error
    take_action(member.organisation.id, action_id, assignee, actor=member.person)


def _dates(request: HttpRequest, member: Member, action_id: uuid.UUID) -> None:
    due_on, remind_on = (_day(request, field, may_be_empty=True) for field in ("due_on", "remind_on"))
    set_dates(member.organisation.id, action_id, due_on, remind_on, actor=member.person)


def _postpone(request: HttpRequest, member: Member, action_id: uuid.UUID) -> None:
    until = _day(request, "until")
    postpone_action(member.organisation.id, action_id, until or timezone.localdate(), actor=member.person)


def _decline(request: HttpRequest, member: Member, action_id: uuid.UUID) -> None:
    decline_action(member.organisation.id, action_id, request.POST.get("reason", ""), actor=member.person)


def _report(request: HttpRequest, member: Member, action_id: uuid.UUID) -> None:
    reported = report_action(member.organisation.id, action_id, actor=member.person, text=request.POST.get("note", ""))
    messages.success(request, _reported_sentence(reported))


def _confirm(request: HttpRequest, member: Member, action_id: uuid.UUID) -> None:
    on = _day(request, "evidence_on", fault=ActionFault.FUTURE_DATE) or timezone.localdate()
    confirm_action(member.organisation.id, action_id, request.POST.get("evidence", ""), on, actor=member.person)


def _answer(request: HttpRequest, member: Member, action_id: uuid.UUID) -> None:
    answer_supplier(member.organisation.id, action_id, request.POST.get("answer", ""), actor=member.person)


_DEEDS: dict[str, Callable[[HttpRequest, Member, uuid.UUID], None]] = {
    "neem": _take,
    "datum": _dates,
    "uitstel": _postpone,
    "niet": _decline,
    "klaar": _report,
    "bevestig": _confirm,
    "antwoord": _answer,
}
# Which field a refusal belongs to.
_FIELD = {
    "neem": "assignee",
    "datum": "due_on",
    "uitstel": "until",
    "niet": "reason",
    "bevestig": "evidence",
    "antwoord": "answer",
}


def _day(
    request: HttpRequest, field: str, *, may_be_empty: bool = False, fault: ActionFault = ActionFault.PAST_DATE
) -> date | None:
    text = request.POST.get(field, "").strip()
    if not text and may_be_empty:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _NotFilledIn(field, fault) from error


def _reported_sentence(reported: Reported) -> str:
    if not reported.measurable:
        return _("Noted. A measurement cannot see this. Write down how you know that it is done.")
    if reported.later and not reported.runs:
        return _("Noted. We measure this later, to be no burden.")
    number = max(1, len(reported.runs))
    return ngettext(
        "Noted. We now measure %(number)s domain again.", "Noted. We now measure %(number)s domains again.", number
    ) % {"number": number}


def _page(
    request: HttpRequest,
    member: Member,
    action_id: uuid.UUID,
    *,
    errors: dict[str, list[str]] | None = None,
    changed: str = "",
    status: int = 200,
) -> HttpResponse:
    detail = action_of(member.organisation, action_id, language_of_page())
    people = [person for person in colleagues_of(member.organisation) if person.role is not Role.READER]
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in _TYPED} if errors else {}
    context = {
        "view": action_view(detail, can_work=member.organisation.can_work),
        "people": [(str(person.user_id), person.name or person.email) for person in people],
        "assignee": str(detail.item.assignee_id or member.person.user_id),
        "errors": errors or {},
        "changed": changed,
        "typed": typed,
        "today": timezone.localdate().isoformat(),
        "order": order_of_action(member.organisation, action_id),
    }
    return render(request, "entrepreneur/plan_action.html", context, status=status)


_TYPED = ("due_on", "remind_on", "until", "reason", "evidence", "evidence_on", "answer", "note")
