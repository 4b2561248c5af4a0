"""The page on how we measure: for visitors, and for owners of servers who found us in their logs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from weerbaar.portal.scans.doors import identity
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.report.words import words
from weerbaar.scanner.scan.plan import granted_checks
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.vocabulary.domain_name import DomainName

# What a visitor's request may do does not depend on its target.
_ANY_REQUEST = ScanRequest(DomainName("bedrijf.example"))


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
    areas = _areas()
    context = {"areas": areas, "count": sum(len(area.checks) for area in areas), "identity": identity()}
    return render(request, "public/about.html", context)


def _areas() -> Sequence[AreaLines]:
    """The checks that a scan of this site does, by area, under the titles and in the order of the report."""
    language = language_of_page()
    vocabulary = words(language)
    lines: dict[str, list[CheckLine]] = {area: [] for area in vocabulary.tables["areas"]}
    for check in granted_checks(_ANY_REQUEST):
        texts = texts_of(check.id, language)
        lines.setdefault(check.area, []).append(CheckLine(texts.title, texts.intro))
    return [AreaLines(vocabulary.known("areas", area), found) for area, found in lines.items() if found]
