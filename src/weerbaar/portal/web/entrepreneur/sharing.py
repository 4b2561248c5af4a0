"""What a company shares with whom: give, see what they see, stop. And the receiver's own pages, by the same code."""

import uuid
from dataclasses import replace

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.action_plans.selectors import plan_of
from weerbaar.portal.assessments.selectors import assessment_of
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import GrantFault, GrantRefused, NoSuchOrganisation, NotAllowed
from weerbaar.portal.organisations.grant_selectors import (
    Shared,
    as_receiver_sees,
    grants_of,
    received_grants,
    receivers,
    shared_with,
)
from weerbaar.portal.organisations.services.share import GrantRequest, give_grant, record_look, withdraw_grant
from weerbaar.portal.organisations.words import GIVEN_BY_HAND, GrantScope
from weerbaar.portal.scans.target_selectors import latest_results
from weerbaar.portal.web.entrepreneur.basisscan_view import answer_lines, principle_views
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page, person_page
from weerbaar.portal.web.entrepreneur.plan_view import lines
from weerbaar.portal.web.entrepreneur.texts import kind_words, scope_hints, scope_words
from weerbaar.portal.web.public.result_view import result_view
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.report.compose import compose


class GrantForm(forms.Form):
    """With whom, how much, what for, and until when."""

    receiver = forms.UUIDField(required=False)
    scope = forms.CharField(required=False)
    purpose = forms.CharField(max_length=200, required=False)
    until = forms.DateField(required=False)
    consent = forms.CharField(required=False)

    def clean_receiver(self) -> uuid.UUID:
        value: uuid.UUID | None = self.cleaned_data["receiver"]
        if value is None:
            raise forms.ValidationError(_("Choose an organisation."))
        return value

    def clean_scope(self) -> GrantScope:
        for scope in GIVEN_BY_HAND:
            if self.cleaned_data["scope"] == scope.value:
                return scope
        raise forms.ValidationError(_("Choose how much you share."))

    def clean_consent(self) -> str:
        if self.cleaned_data["consent"] not in {"yes", "no"}:
            raise forms.ValidationError(_("Choose yes or no."))
        return str(self.cleaned_data["consent"])


@require_http_methods(["GET", "HEAD", "POST"])
@member_page
def sharing(request: HttpRequest, member: Member) -> HttpResponse:
    """All that is shared; with the form, one more."""
    if request.method != "POST":
        return _page(request, member, GrantForm())
    if not member.organisation.can_manage:
        raise NotAllowed
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _page(request, member, form, status=422)
    if form.cleaned_data["consent"] == "no":
        return redirect("sharing", organisation_id=member.organisation.id)
    data = form.cleaned_data
    if data["until"] is None:
        form.add_error("until", _("Fill in the last day."))
        return _page(request, member, form, status=422)
    try:
        wanted = GrantRequest(data["receiver"], data["scope"], data["purpose"], data["until"])
        give_grant(member.organisation.id, wanted, actor=member.person)
    except GrantRefused as refused:
        field, sentence = _said(refused.fault)
        form.add_error(field, sentence)
        return _page(request, member, form, status=422)
    return redirect("sharing", organisation_id=member.organisation.id)


@require_safe
@member_page
def see_what_they_see(request: HttpRequest, member: Member, grant_id: uuid.UUID) -> HttpResponse:
    """The receiver's page, for the company itself."""
    shared = as_receiver_sees(member.organisation, grant_id, timezone.now())
    return render(request, "entrepreneur/shared.html", {**shared_context(shared), "own_look": True})


@require_POST
@member_page
def stop_sharing(request: HttpRequest, member: Member, grant_id: uuid.UUID) -> HttpResponse:
    """Stop: from the next request on they see nothing."""
    withdraw_grant(member.organisation.id, grant_id, actor=member.person)
    return redirect("sharing", organisation_id=member.organisation.id)


@require_safe
@person_page
def received(request: HttpRequest, person: Person) -> HttpResponse:
    """What companies share with your organisation."""
    words = scope_words()
    grants = [(grant, words[grant.scope]) for grant in received_grants(person, timezone.now())]
    return render(request, "entrepreneur/received.html", {"grants": grants})


@require_safe
@person_page
def received_one(request: HttpRequest, person: Person, grant_id: uuid.UUID) -> HttpResponse:
    """One company, as far as it shares. The look is in the company's log."""
    try:
        shared = shared_with(person, grant_id, timezone.now())
    except NoSuchOrganisation as error:
        raise Http404 from error
    record_look(grant_id, actor=person)
    return render(request, "entrepreneur/shared.html", {**shared_context(shared), "own_look": False})


def shared_context(shared: Shared) -> dict[str, object]:
    """What the receiver's page shows: the one code path for the receiver and for the company that looks along."""
    view = assessment_of(shared.company)
    context: dict[str, object] = {
        "shared": shared,
        "parts": principle_views(view),
        "scope": scope_words()[shared.grant.scope],
    }
    if shared.shows_plan:
        whole = plan_of(shared.company, language_of_page())
        # What is done is shared; which colleague or supplier does it is not.
        nameless = [replace(item, assignee="", supplier="") for item in whole.items]
        context["plan"] = [(line.item.text.title, line.mark, line.word) for line in lines(nameless)]
    if shared.shows_everything:
        context["lines"] = answer_lines(view, timezone.now())
        language = language_of_page()
        context["results"] = [
            (target, result_view(compose(result, language))) for target, _run, result in latest_results(shared.company)
        ]
    return context


def _page(request: HttpRequest, member: Member, form: GrantForm, status: int = 200) -> HttpResponse:
    kinds, words, hints = kind_words(), scope_words(), scope_hints()
    grants = grants_of(member.organisation, timezone.now())
    context = {
        "form": form,
        "held": [(grant, words[grant.scope]) for grant in grants if grant.ended_at is None],
        "ended": [(grant, words[grant.scope]) for grant in grants if grant.ended_at is not None],
        "receivers": [(str(item.id), f"{item.name} ({kinds[item.kind]})") for item in receivers()],
        "scopes": [(scope.value, words[scope], hints[scope]) for scope in GIVEN_BY_HAND],
    }
    return render(request, "entrepreneur/sharing.html", context, status=status)


def _said(fault: GrantFault) -> tuple[str, str]:
    return {
        GrantFault.NO_SUCH_RECEIVER: ("receiver", _("Choose an organisation.")),
        GrantFault.NO_PURPOSE: ("purpose", _("Say in a few words what it is for.")),
        GrantFault.BAD_DAY: ("until", _("Choose a day from today on, at most two years ahead.")),
    }[fault]
