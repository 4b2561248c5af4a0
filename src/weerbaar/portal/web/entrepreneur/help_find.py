"""Finding help: choose tasks, see who fits and why, compare up to three, and choose up to five to ask."""

import uuid
from collections.abc import Collection
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from weerbaar.portal.providers.matching import ranked
from weerbaar.portal.quotes.services.make_request import MOST_ASKED
from weerbaar.portal.web.entrepreneur.help_find_view import (
    MOST_COMPARED,
    Search,
    found_for,
    question_of,
    refused,
)
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page
from weerbaar.portal.web.public.order_files import fits_file


@require_safe
@member_page
def help_find(request: HttpRequest, member: Member) -> HttpResponse:
    """`actie` in the address chooses tasks; `doe` goes on with the chosen providers: `vraag` or `vergelijk`."""
    search = question_of(request, member)
    if not search.chosen:
        return render(request, "entrepreneur/help_choose.html", {"search": search})
    wish = request.GET.get("doe", "")
    errors = refused(search, wish)
    if wish == "vraag" and not errors:
        return redirect(f"{_new_request(member)}?{_query(search)}")
    if wish == "vergelijk" and not errors:
        return redirect(
            f"{reverse('help-compare', kwargs={'organisation_id': member.organisation.id})}?{_query(search)}"
        )
    context = {
        "search": search,
        "found": found_for(search),
        "errors": errors,
        "most": MOST_ASKED,
        "query": _query(search),
    }
    return render(request, "entrepreneur/help_find.html", context, status=422 if errors else 200)


@require_safe
@member_page
def help_compare(request: HttpRequest, member: Member) -> HttpResponse:
    """The chosen providers side by side."""
    search = question_of(request, member)
    found = found_for(search, only=search.providers[:MOST_COMPARED]) if search.chosen else None
    back = f"{reverse('help', kwargs={'organisation_id': member.organisation.id})}?{_query(search)}"
    if found is None or not found.lines:
        return redirect(back)
    free = [line.offer.card.id for line in found.lines if not line.is_barred]
    ask = f"{_new_request(member)}?{_query(search, free)}" if free else ""
    context = {"search": search, "found": found, "back": back, "ask": ask}
    return render(request, "entrepreneur/help_compare.html", context)


@require_safe
@member_page
def help_file(request: HttpRequest, member: Member) -> HttpResponse:
    """The whole list as a file, to recompute its order when the seed of today is shown. The company is not named in it."""
    search, today = question_of(request, member), timezone.localdate()
    return fits_file(search.wanted, ranked(search.wanted, day=today, anywhere=search.anywhere), today)


def _new_request(member: Member) -> str:
    return reverse("help-request-new", kwargs={"organisation_id": member.organisation.id})


def _query(search: Search, providers: Collection[uuid.UUID] | None = None) -> str:
    """The search as the query of an address; with these providers instead of the ticked ones, if any are given."""
    pairs = [("actie", str(item.id)) for item in search.chosen]
    pairs += [("dienstverlener", str(one)) for one in (search.providers if providers is None else providers)]
    if search.place_text:
        pairs.append(("gemeente", search.place_text))
    if search.anywhere:
        pairs.append(("overal", "1"))
    return urlencode(pairs)
