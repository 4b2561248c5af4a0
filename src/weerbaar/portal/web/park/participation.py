"""Who takes part and what it brought; and the newsletter of a quarter for the association, on one page."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from weerbaar.portal.analyses.arguments import arguments
from weerbaar.portal.analyses.brought import brought
from weerbaar.portal.analyses.quarters import Quarter, last_quarters
from weerbaar.portal.web.papers.answer import pdf_answer
from weerbaar.portal.web.papers.newsletter import newsletter
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

QUARTERS = 8
LONGEST = 600


class OwnWords(forms.Form):
    """What whoever makes the newsletter adds. It is printed, and kept nowhere."""

    words = forms.CharField(max_length=LONGEST, required=False)


@require_safe
@park_page
def participation(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """This quarter, or the one in the address."""
    known = last_quarters(timezone.localdate(), QUARTERS)
    return _page(request, member, _quarter(request.GET.get("kwartaal") or str(known[0])), {})


@require_POST
@park_page
def participation_newsletter(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The newsletter of a quarter as a PDF."""
    quarter, form = _quarter(request.POST.get("kwartaal", "")), OwnWords(request.POST)
    if not form.is_valid():
        too_long = _("Write at most %(number)s characters.") % {"number": LONGEST}
        return _page(request, member, quarter, {"words": [too_long]}, 422)
    found = brought(member.person, member.park.id, quarter.first_day, quarter.last_day)
    paper = newsletter(found, quarter, form.cleaned_data["words"], language_of_page(), timezone.now())
    return pdf_answer(paper, _("newsletter"), quarter.first_day)


def _page(
    request: HttpRequest, member: ParkMember, quarter: Quarter, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    language = language_of_page().value
    context = {
        "quarter": quarter,
        "quarters": last_quarters(timezone.localdate(), QUARTERS),
        "found": brought(member.person, member.park.id, quarter.first_day, quarter.last_day),
        "arguments": [(one, one.text[language]) for one in arguments()],
        "words": request.POST.get("words", ""),
        "longest": LONGEST,
        "errors": errors,
    }
    return render(request, "park/participation.html", context, status=status)


def _quarter(typed: str) -> Quarter:
    year, _dash, number = typed.partition("-")
    try:
        quarter = Quarter(int(year), int(number))
    except ValueError as error:
        raise Http404 from error
    if quarter.first_day > timezone.localdate():
        raise Http404
    return quarter
