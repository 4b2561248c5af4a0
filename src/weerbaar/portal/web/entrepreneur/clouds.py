"""The connections of a company: what a cloud is asked, connecting it, and ending that. For owners alone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.scans.cloud_selectors import clouds_of
from weerbaar.portal.scans.connectors.sign_in import Beginning
from weerbaar.portal.scans.connectors.words import CloudFault, CloudRefused, CloudVendor
from weerbaar.portal.scans.services.connect_cloud import begin_connection, disconnect_cloud, finish_connection
from weerbaar.portal.web.entrepreneur.clouds_view import cloud_page, fault_sentence, rights_of, vendor_name
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page, person_page

_SESSION = "cloud"


@require_safe
@member_page
def clouds(request: HttpRequest, member: Member) -> HttpResponse:
    """Every cloud, what it told and when."""
    _assert_owner(member)
    said = {word.value: fault_sentence(word) for word in CloudFault}
    context = {
        "clouds": [cloud_page(cloud) for cloud in clouds_of(member.organisation)],
        "fault": said.get(request.GET.get("fout", ""), ""),
        "ended_there": request.GET.get("klaar", ""),
    }
    return render(request, "entrepreneur/clouds.html", context)


@require_safe
@member_page
def cloud_connect(request: HttpRequest, member: Member, vendor: str) -> HttpResponse:
    """What we ask, in words and as the vendor will name it; a link leads to the vendor's own page."""
    word = _vendor(vendor)
    try:
        beginning = begin_connection(member.organisation.id, word, _return_url(), actor=member.person)
    except CloudRefused as refused:
        return _back(member.organisation.id, {"fout": refused.fault.value})
    request.session[_SESSION] = {
        "organisation": str(member.organisation.id),
        "vendor": word.value,
        "state": beginning.state,
        "verifier": beginning.verifier,
    }
    context = {"vendor": vendor_name(word), "url": beginning.url, "rights": rights_of(word)}
    return render(request, "entrepreneur/cloud_connect.html", context)


@require_safe
@person_page
def cloud_return(request: HttpRequest, person: Person) -> HttpResponse:
    """Where the vendor sends the owner back to."""
    kept: dict[str, Any] | None = request.session.pop(_SESSION, None)
    if kept is None:
        return redirect("start")
    organisation_id, word = UUID(kept["organisation"]), CloudVendor(kept["vendor"])
    beginning = Beginning("", kept["state"], kept["verifier"])
    answer = {name: request.GET.get(name, "") for name in ("state", "code", "error")}
    try:
        finish_connection(organisation_id, word, _return_url(), answer, beginning, actor=person)
    except CloudRefused as refused:
        return _back(organisation_id, {"fout": refused.fault.value})
    except (NoSuchOrganisation, NotAllowed) as error:  # no owner any more
        raise Http404 from error
    return _back(organisation_id, {})


@require_POST
@member_page
def cloud_disconnect(request: HttpRequest, member: Member, vendor: str) -> HttpResponse:
    """End it. The page then says whether the vendor ended it as well."""
    word = _vendor(vendor)
    ended = disconnect_cloud(member.organisation.id, word, actor=member.person)
    return _back(member.organisation.id, {"klaar": "ook-daar" if ended else "alleen-hier"})


def _assert_owner(member: Member) -> None:
    if not member.organisation.can_manage:
        raise NotAllowed


def _vendor(word: str) -> CloudVendor:
    try:
        return CloudVendor(word)
    except ValueError as error:
        raise Http404 from error


def _return_url() -> str:
    return f"{settings.PUBLIC_URL}{reverse('cloud-return')}"


def _back(organisation_id: UUID, values: Mapping[str, str]) -> HttpResponse:
    return redirect(reverse("clouds", kwargs={"organisation_id": organisation_id}, query=values or None))
