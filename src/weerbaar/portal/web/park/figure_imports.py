"""Taking in a file with figures: first it says what is in it and what is wrong, then it is taken in, or nothing is."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from weerbaar.portal.figures.errors import ImportFault, ImportRefused, NoSuchImport
from weerbaar.portal.figures.example_files import example_of
from weerbaar.portal.figures.kinds import kind_of
from weerbaar.portal.figures.reading.rows import MOST_BYTES, Reading
from weerbaar.portal.figures.selectors import waiting_figures, waiting_import
from weerbaar.portal.figures.services.take_in import FigureFile, look_at_figures, take_in_figures, undo_figures
from weerbaar.portal.figures.words import Source
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.web.park.figure_words import file_fault, import_fault, source_columns, source_help, source_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_MOST_SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def figures_import(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """The form; a file that is whole leads to what is in it."""
    if not member.park.can_run:
        raise ParkNotAllowed
    if request.method != "POST":
        return _form(request, {})
    source, file = _source(request.POST.get("source", "")), request.FILES.get("file")
    year = request.POST.get("provisional_from", "").strip()
    mistakes: dict[str, list[str]] = {}
    if source is None:
        mistakes["source"] = [_("Choose where the figures come from.")]
    if file is None:
        mistakes["file"] = [_("Choose a file.")]
    if year and not (year.isdecimal() and len(year) == 4):
        mistakes["provisional_from"] = [_("Fill in a year, such as 2025.")]
    if source is None or file is None or mistakes:
        return _form(request, {"errors": mistakes}, status=422)
    sent = FigureFile(
        source,
        file.name or "",
        file.read(MOST_BYTES + 1),
        request.POST.get("note", ""),
        int(year) if year else None,
    )
    found, reading = look_at_figures(member.park.id, sent, actor=member.person)
    if found is None:
        return _form(request, {"complaints": _complaints(reading), "more": _more(reading)}, status=422)
    return redirect("figures-import-look", park_id=member.park.id, import_id=found)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def figures_import_look(request: HttpRequest, member: ParkMember, import_id: uuid.UUID) -> HttpResponse:
    """What the file holds, and the button that takes it in."""
    errors: dict[str, list[str]] = {}
    try:
        if request.method == "POST":
            take_in_figures(member.park.id, import_id, replaces="replaces" in request.POST, actor=member.person)
            messages.success(request, _("The figures are in."))
            return redirect("figures", park_id=member.park.id)
        batch, replaced = waiting_import(member.person, member.park.id, import_id)
    except ImportRefused as error:
        batch, replaced = waiting_import(member.person, member.park.id, import_id)
        errors = {"replaces" if error.fault is ImportFault.REPLACES else "file": [import_fault(error.fault)]}
    except NoSuchImport as error:
        raise Http404 from error
    language = language_of_page().value
    context = {
        "batch": batch,
        "source": source_name(batch.source),
        "replaced": replaced,
        "figures": [
            (period, place, kind_of(kind).name[language], number)
            for period, place, kind, number in waiting_figures(import_id, _MOST_SHOWN)
        ],
        "errors": errors,
    }
    return render(request, "park/figures_look.html", context, status=409 if errors else 200)


@require_POST
@park_page
def figures_undo(request: HttpRequest, member: ParkMember, import_id: uuid.UUID) -> HttpResponse:
    """Take a file out again."""
    try:
        undo_figures(member.park.id, import_id, actor=member.person)
    except NoSuchImport as error:
        raise Http404 from error
    messages.success(request, _("The figures of this file are out. What they replaced counts again."))
    return redirect("figures", park_id=member.park.id)


@require_safe
@park_page
def figures_example(request: HttpRequest, member: ParkMember, source: str) -> HttpResponse:
    """A made-up file that shows the layout."""
    known = _source(source)
    if known is None:
        raise Http404
    response = HttpResponse(example_of(known), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="voorbeeld-verzonnen-{known.value}.csv"'
    return response


def _form(request: HttpRequest, more: dict[str, Any], *, status: int = 200) -> HttpResponse:
    chosen = request.POST.get("source", request.GET.get("bron", ""))
    context = {
        "chosen": chosen,
        "options": [(source.value, source_name(source)) for source in Source],
        "sources": [
            (source.value, source_name(source), source_help(source), source_columns(source)) for source in Source
        ],
        "note": request.POST.get("note", ""),
        "provisional_from": request.POST.get("provisional_from", str(timezone.localdate().year - 1)),
        "errors": {},
        **more,
    }
    return render(request, "park/figures_import.html", context, status=status)


def _complaints(reading: Reading) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, file_fault(one.fault)) for one in reading.complaints[:_MOST_SHOWN]]


def _more(reading: Reading) -> int:
    return max(0, len(reading.complaints) - _MOST_SHOWN)


def _source(word: str) -> Source | None:
    return Source(word) if word in {source.value for source in Source} else None
