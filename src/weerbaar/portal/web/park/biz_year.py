"""The money of one year of an investment zone: budget, spending, and the account."""

import csv
import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.biz.errors import BizFault, BizRefused, NoSuchSpending, NoSuchZone
from weerbaar.portal.biz.selectors import YearView, year_of, zone_of
from weerbaar.portal.biz.services.keep_money import Bill, close_year, remove_line, set_line, spend, undo_spending
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.trajectories.selectors import measures_of, trajectory_of, trajectory_of_park
from weerbaar.portal.web.components.csv_cells import safe_cell
from weerbaar.portal.web.park.biz_words import biz_fault
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.park.purchases import cents_of


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def biz_year(request: HttpRequest, member: ParkMember, year: int) -> HttpResponse:
    """Budget and spending of a year; who runs the area changes them here."""
    if request.method != "POST":
        return _page(request, member, year, {})
    assert_may_run(member.person, member.park.id)
    deed = request.POST.get("deed", "")
    try:
        _do(request, member, year, deed)
    except (NoSuchZone, NoSuchSpending) as error:
        raise Http404 from error
    except BizRefused as error:
        name, said = biz_fault(error.fault)
        return _page(request, member, year, {_field(deed, name): [said]}, 422)
    return redirect("biz-year", park_id=member.park.id, year=year)


@require_safe
@park_page
def biz_year_csv(request: HttpRequest, member: ParkMember, year: int) -> HttpResponse:
    """The money of a year as a table for a spreadsheet, amounts in euros."""
    view = _year(member, year)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="biz-{year}.csv"'
    table = csv.writer(response)
    table.writerow(["year", "line", "budget_euro", "on", "spent_euro", "what", "proof"])
    for line in view.lines:
        name = safe_cell(line.name)
        table.writerow([year, name, f"{line.amount_cents / 100:.2f}", "", "", "", ""])
        for item in line.spending:
            cells = (item.on.isoformat(), f"{item.amount_cents / 100:.2f}", safe_cell(item.what), safe_cell(item.proof))
            table.writerow([year, name, "", *cells])
    return response


def _do(request: HttpRequest, member: ParkMember, year: int, deed: str) -> None:
    park, posted = member.park.id, request.POST
    if deed == "line":
        amount = _cents(posted.get("amount", ""))
        measure = _id(posted.get("measure", ""), BizFault.UNKNOWN_MEASURE) if posted.get("measure") else None
        set_line(park, year, posted.get("name", ""), amount, actor=member.person, measure_id=measure)
    elif deed == "remove":
        remove_line(park, _id(posted.get("line", ""), BizFault.NO_SUCH_LINE), actor=member.person)
    elif deed == "spend":
        line = _id(posted.get("line", ""), BizFault.NO_SUCH_LINE)
        bill = Bill(
            line,
            _day(posted.get("on", "")),
            _cents(posted.get("spent", "")),
            posted.get("what", ""),
            posted.get("proof", ""),
        )
        spend(park, bill, actor=member.person)
    elif deed == "undo":
        undo_spending(park, _id(posted.get("spending", ""), BizFault.NO_SUCH_LINE), actor=member.person)
    elif deed == "close":
        close_year(park, year, actor=member.person)


def _field(deed: str, name: str) -> str:
    """The field of the page for a field of the service: the form for spending has names of its own."""
    return {"amount": "spent", "name": "what"}.get(name, name) if deed == "spend" else name


def _page(
    request: HttpRequest, member: ParkMember, year: int, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    view = _year(member, year)
    zone = zone_of(member.person, member.park.id)
    today = timezone.localdate()
    context = {
        "zone": zone,
        "view": view,
        "errors": errors,
        "typed": request.POST,
        "lines": [(line.id, line.name) for line in view.lines],
        "measures": _measures(member),
        "is_over": today.year > year,
        "over_budget": view.budget_cents > view.income_cents,
        "others": [one for one in (zone.years if zone else []) if one != year],
    }
    return render(request, "park/biz_year.html", context, status=status)


def _year(member: ParkMember, year: int) -> YearView:
    try:
        return year_of(member.person, member.park.id, year)
    except NoSuchZone as error:
        raise Http404 from error


def _measures(member: ParkMember) -> list[tuple[Any, str]]:
    found = trajectory_of_park(member.person, member.park.id)
    if found is None:
        return []
    return [(measure.id, measure.what) for measure in measures_of(trajectory_of(member.person, found))]


def _cents(typed: str) -> int:
    cents = cents_of(typed)
    return -1 if cents is None else cents


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise BizRefused(BizFault.OUTSIDE_TERM) from error


def _id(typed: str, fault: BizFault) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError as error:
        raise BizRefused(fault) from error
