"""The requests of a company: all of them, and one with the offers side by side, its questions, and who was asked."""

import uuid
from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.knowledge.municipalities import distance_km, municipality
from weerbaar.portal.quotes.company_errors import RequestRefused
from weerbaar.portal.quotes.company_selectors import (
    CompanyRequest,
    Invited,
    OfferLine,
    own_attachment,
    request_of_company,
    requests_of,
)
from weerbaar.portal.quotes.errors import NotPossibleNow
from weerbaar.portal.quotes.services.answer_invited import allow_contact, answer_question
from weerbaar.portal.quotes.services.make_request import withdraw_request
from weerbaar.portal.quotes.services.supplier_link import make_link
from weerbaar.portal.quotes.words import RequestState
from weerbaar.portal.web.entrepreneur.help_request_page import ids_of, request_page
from weerbaar.portal.web.entrepreneur.help_words import (
    invited_mark,
    mark_lines,
    offer_mark,
    record_words,
    request_fault,
    request_mark,
)
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.letters.request_link import send_request_link

SESSION = "new-request-links"


@require_safe
@member_page
def help_requests(request: HttpRequest, member: Member) -> HttpResponse:
    """All of them, newest first; what is open apart from what has ended."""
    now = timezone.now()
    rows = [(row, *request_mark(row, is_past=row.deadline < now)) for row in requests_of(member.organisation)]
    context = {
        "open": [row for row in rows if row[0].state is RequestState.OPEN],
        "ended": [row for row in rows if row[0].state is not RequestState.OPEN],
    }
    return render(request, "entrepreneur/help_requests.html", context)


@require_safe
@request_page
def help_request(request: HttpRequest, member: Member, asked: CompanyRequest) -> HttpResponse:
    """One request. A link for a supplier that was just made is shown this once."""
    return _page(request, member, asked)


@require_safe
@request_page
def help_request_file(
    request: HttpRequest, member: Member, asked: CompanyRequest, attachment_id: uuid.UUID
) -> HttpResponse:
    """A file of the request, to save."""
    file, content = own_attachment(member.organisation, asked.id, attachment_id)
    response = HttpResponse(content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@request_page
def help_request_deed(request: HttpRequest, member: Member, asked: CompanyRequest) -> HttpResponse:
    """Withdraw, answer, let somebody know who asks, or make a new link; as `doe` in the form says, about `id`."""
    about = (*ids_of([request.POST.get("id", "")]), uuid.UUID(int=0))[0]
    doe = request.POST.get("doe", "")
    do = _DEEDS.get(doe)
    if do is None:
        return _page(request, member, asked, status=400)
    try:
        said = do(request, member, asked, about)
    except RequestRefused as refused:
        errors = {f"answer-{about}": [request_fault(refused)]}
        return _page(request, member, asked, errors=errors, typed=request.POST.get("text", ""), status=422)
    except NotPossibleNow:
        fresh = request_of_company(member.organisation, asked.id)
        changed = _("This request has changed meanwhile. Here you see how it stands now.")
        return _page(request, member, fresh, changed=changed, status=409)
    messages.success(request, said)
    return redirect("help-request", organisation_id=member.organisation.id, request_id=asked.id)


_Deed = Callable[[HttpRequest, Member, CompanyRequest, uuid.UUID], str]


def _withdraw(request: HttpRequest, member: Member, asked: CompanyRequest, about: uuid.UUID) -> str:
    withdraw_request(member.organisation.id, asked.id, actor=member.person)
    return _("Your request is withdrawn. Who was asked gets a letter.")


def _answer(request: HttpRequest, member: Member, asked: CompanyRequest, about: uuid.UUID) -> str:
    answer_question(member.organisation.id, about, request.POST.get("text", ""), actor=member.person)
    return _("Answered. Everybody who was asked reads it.")


def _contact(request: HttpRequest, member: Member, asked: CompanyRequest, about: uuid.UUID) -> str:
    allow_contact(member.organisation.id, about, actor=member.person)
    return _("From now on they see who you are, and how to reach you.")


def _link(request: HttpRequest, member: Member, asked: CompanyRequest, about: uuid.UUID) -> str:
    show_links(request, member, [about])
    return _("There is a new link. The old one opens nothing any more.")


_DEEDS: Mapping[str, _Deed] = {
    "intrekken": _withdraw,
    "antwoord": _answer,
    "bekend": _contact,
    "link": _link,
}


def show_links(request: HttpRequest, member: Member, invitation_ids: list[uuid.UUID]) -> None:
    """Make the links of suppliers without an account, mail them, and keep them for the next page alone."""
    fresh = []
    for invitation_id in invitation_ids:
        link = make_link(member.organisation.id, invitation_id, actor=member.person)
        fresh.append({"supplier": link.supplier, "token": link.token, "sent": send_request_link(link)})
    request.session[SESSION] = fresh


def _page(
    request: HttpRequest,
    member: Member,
    asked: CompanyRequest,
    *,
    errors: Mapping[str, list[str]] | None = None,
    typed: str = "",
    changed: str = "",
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    links = [
        (
            one["supplier"],
            one["sent"],
            settings.PUBLIC_URL + reverse("supplier-request", kwargs={"token": one["token"]}),
        )
        for one in request.session.pop(SESSION, [])
    ]
    offers = asked.offers
    context = {
        "asked": asked,
        "mark": request_mark(asked, is_past=asked.deadline < now),
        "is_open": asked.state is RequestState.OPEN,
        "is_past": asked.deadline < now,
        "offers": [_offer_row(one, asked) for one in offers],
        "by_task": _by_task(asked, offers) if len(asked.actions) > 1 else [],
        "invited": [(one, *invited_mark(one)) for one in asked.invited],
        "questions": [(one, errors.get(f"answer-{one.id}", [""])[0] if errors else "") for one in asked.questions],
        "links": links,
        "errors": errors or {},
        "typed": typed,
        "changed": changed,
    }
    return render(request, "entrepreneur/help_request.html", context, status=status)


def _offer_row(one: Invited, asked: CompanyRequest) -> dict[str, object]:
    """A row of the comparison."""
    assert one.offer is not None
    here, there = municipality(asked.region), municipality(one.card.municipality) if one.card else None
    return {
        "who": one,
        "offer": one.offer,
        "km": distance_km(here, there),
        "record": record_words(one.record),
        "marks": mark_lines(one.card),
        "mark": offer_mark(one.offer.state),
        "can_choose": bool(one.offer.choosable) and asked.state is RequestState.OPEN,
        "is_whole": len(one.offer.lines) == len(asked.actions),
    }


def _by_task(asked: CompanyRequest, offers: Sequence[Invited]) -> list[tuple[str, list[tuple[str, OfferLine]]]]:
    """For each action what everybody offers for it."""
    return [
        (
            title,
            [
                (one.name, line)
                for one in offers
                for line in (one.offer.lines if one.offer else ())
                if line.requested_id == requested_id
            ],
        )
        for requested_id, title, _detail in asked.actions
    ]
