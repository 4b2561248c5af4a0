"""The plan of a company: what to do first, what fits in the time and money there is, and where it leads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from weerbaar.portal.action_plans.plan.describe import money
from weerbaar.portal.action_plans.selectors import plan_of
from weerbaar.portal.web.entrepreneur.member_page import Member
from weerbaar.portal.web.entrepreneur.plan_page import plan_page
from weerbaar.portal.web.entrepreneur.plan_view import (
    EUROS,
    MINUTES,
    choice_view,
    filtered,
    filters,
    level_view,
    number,
    wanted_filter,
)
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.report.words import words


@require_safe
@plan_page
def plan(request: HttpRequest, member: Member) -> HttpResponse:
    """The plan. `tijd` and `geld` in the address choose the best set; `toon` shows a part of the list."""
    language = language_of_page()
    whole = plan_of(member.organisation, language)
    minutes = number(request.GET.get("tijd", ""), 60)
    euros = number(request.GET.get("geld", ""), 500)
    wanted = wanted_filter(request.GET.get("toon", ""))
    vocabulary = words(language)
    context = {
        "plan": whole,
        "choice": choice_view(whole, minutes, euros, language),
        "times": [(value, vocabulary.duration(value), value == minutes) for value in MINUTES],
        "budgets": [(value, f"€ {vocabulary.grouped(value)}", value == euros) for value in EUROS],
        "total_time": vocabulary.duration(whole.minutes),
        "total_cost": money(whole.euros, language),
        "level": level_view(whole.expected(), whole, language),
        "filters": filters(whole, wanted),
        "wanted": wanted,
        "lines": filtered(whole, wanted),
    }
    return render(request, "entrepreneur/plan.html", context)
