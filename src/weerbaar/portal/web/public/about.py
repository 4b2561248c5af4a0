"""The page on how we measure: for visitors, and for owners of servers who found us in their logs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.probes.doors.settings import DoorSettings


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check as a reader knows it."""

    title: str
    intro: str


@dataclass(frozen=True, slots=True)
class AreaLines:
    """The checks of one area."""

    title: str
    checks: Sequence[CheckLine]


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what we look at, how we name ourselves, and whom to ask to stop."""
    identity = DoorSettings.from_environment().identity
    context = {"areas": _areas(), "count": len(catalogue()), "identity": identity}
    return render(request, "public/about.html", context)


def _areas() -> Sequence[AreaLines]:
    titles = {
        "dns": _("Domain name"),
        "ipv6": _("New addresses (IPv6)"),
        "mail": _("Mail"),
        "web": _("Website"),
        "tls": _("Secure connection"),
    }
    lines: dict[str, list[CheckLine]] = defaultdict(list)
    for check in catalogue().values():
        texts = texts_of(check.id, language_of_page())
        lines[check.area].append(CheckLine(texts.title, texts.intro))
    known = [area for area in titles if area in lines] + [area for area in lines if area not in titles]
    return [AreaLines(titles.get(area, area), lines[area]) for area in known]
