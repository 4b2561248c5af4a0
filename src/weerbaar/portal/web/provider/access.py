"""The doors for a provider's own programs: tokens to call with, and addresses that hear of events. For its owner alone."""

import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.api_access.errors import EndpointRefused, NoSuchEndpoint, NoSuchToken, TokenRefused
from weerbaar.portal.api_access.selectors import endpoints_of, tokens_of
from weerbaar.portal.api_access.services.keep_endpoint import (
    NewSecret,
    add_endpoint,
    remove_endpoint,
    renew_secret,
    resume,
    send_test,
)
from weerbaar.portal.api_access.services.make_token import LONGEST, NewToken, make_token, withdraw_token
from weerbaar.portal.api_access.words import Scope
from weerbaar.portal.quotes.outbox import OutboxWord
from weerbaar.portal.web.provider.access_words import (
    delivery_line,
    endpoint_fault,
    scope_words,
    token_fault,
    token_mark,
    word_words,
)
from weerbaar.portal.web.provider.provider_page import ProviderMember, provider_page

# A token that holds for a quarter is renewed by people who still know what it was for.
_USUAL_DAYS = 90


def access_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a provider that speaks of one token or address of it."""

    @wraps(view)
    def guarded(request: HttpRequest, member: ProviderMember, **names: Any) -> HttpResponse:
        try:
            return view(request, member, **names)
        except (NoSuchToken, NoSuchEndpoint) as error:
            raise Http404 from error

    return provider_page(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@access_page
def access(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """All tokens and addresses. Posted: one more token, shown once."""
    if request.method != "POST":
        return _page(request, member)
    known = set(Scope)
    scopes = [Scope(word) for word in request.POST.getlist("scopes") if word in known]
    try:
        last_day = parse_date(request.POST.get("until", ""))
    except ValueError:  # well formed, but no such day
        last_day = None
    if last_day is None:
        return _page(request, member, errors={"until": [_("Fill in the last day.")]}, status=422)
    try:
        made = make_token(member.organisation.id, request.POST.get("name", ""), scopes, last_day, actor=member.person)
    except TokenRefused as refused:
        return _page(request, member, errors=token_fault(refused.fault), status=422)
    return _once(request, token=made)


@require_POST
@access_page
def access_token(request: HttpRequest, member: ProviderMember, token_id: uuid.UUID) -> HttpResponse:
    """Withdraw a token."""
    withdraw_token(member.organisation.id, token_id, actor=member.person)
    messages.success(request, _("Withdrawn. The program comes in no more."))
    return redirect("provider-access", organisation_id=member.organisation.id)


@require_POST
@access_page
def access_webhook_new(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """One more address, with its secret shown once."""
    known = set(OutboxWord)
    words = [OutboxWord(word) for word in request.POST.getlist("words") if word in known]
    try:
        made = add_endpoint(member.organisation.id, request.POST.get("url", ""), words, actor=member.person)
    except EndpointRefused as refused:
        return _page(request, member, errors=endpoint_fault(refused.fault), status=422)
    return _once(request, secret=made)


@require_POST
@access_page
def access_webhook(request: HttpRequest, member: ProviderMember, endpoint_id: uuid.UUID) -> HttpResponse:
    """Test, resume, renew the secret or remove, as `doe` in the form says."""
    where, actor = (member.organisation.id, endpoint_id), member.person
    doe = request.POST.get("doe", "")
    if doe == "vernieuw":
        return _once(request, secret=renew_secret(*where, actor=actor))
    if doe == "test":
        send_test(*where, actor=actor)
        said = _("A test is on its way. In a few seconds you see here what came of it.")
    elif doe == "hervat":
        resume(*where, actor=actor)
        said = _("From now on events go there again.")
    elif doe == "verwijder":
        remove_endpoint(*where, actor=actor)
        said = _("Removed. Nothing goes there any more.")
    else:
        return _page(request, member, status=400)
    messages.success(request, said)
    return redirect("provider-access", organisation_id=member.organisation.id)


def _page(
    request: HttpRequest, member: ProviderMember, *, errors: Mapping[str, list[str]] | None = None, status: int = 200
) -> HttpResponse:
    organisation_id, today = member.organisation.id, timezone.localdate()
    words, scopes, sent = word_words(), scope_words(), request.POST
    context = {
        "tokens": [
            (token, *token_mark(token), [scopes[scope] for scope in token.scopes])
            for token in tokens_of(organisation_id, member.person)
        ],
        "endpoints": [
            (one, [words[word] for word in one.words if word in words], [delivery_line(row) for row in one.deliveries])
            for one in endpoints_of(organisation_id, member.person)
        ],
        "scopes": [(scope.value, scopes[scope], scope.value in sent.getlist("scopes")) for scope in Scope],
        "words": [
            (word.value, words[word], not sent.get("url") or word.value in sent.getlist("words")) for word in OutboxWord
        ],
        "errors": errors or {},
        "name_typed": sent.get("name", ""),
        "url_typed": sent.get("url", ""),
        "until": sent.get("until") or (today + timedelta(days=_USUAL_DAYS)).isoformat(),
        "longest_days": LONGEST.days,
    }
    return render(request, "provider/access.html", context, status=status)


def _once(request: HttpRequest, *, token: NewToken | None = None, secret: NewSecret | None = None) -> HttpResponse:
    return render(request, "provider/access_once.html", {"token": token, "secret": secret})
