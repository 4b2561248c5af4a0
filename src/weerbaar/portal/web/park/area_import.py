"""Taking in a file with establishments: give the file, say what its columns are, look at what it does, take it in."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from weerbaar.portal.parks.errors import EntryFault, ListFileFault, ListFileRefused
from weerbaar.portal.parks.list_file.cells import MOST_BYTES, FileTable, read_table
from weerbaar.portal.parks.list_file.columns import Column, guess
from weerbaar.portal.parks.list_file.rows import Complaint
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.parks.services.import_establishments import ListPlan, import_establishments, look_at_list
from weerbaar.portal.parks.services.keep_list_file import KeptFile, drop_list_file, keep_list_file, kept_list_file
from weerbaar.portal.web.park.area_words import column_words, entry_fault, list_file_fault
from weerbaar.portal.web.park.park_page import ParkMember, park_page

_MOST_SHOWN, _EXAMPLES = 50, 3


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def area_import(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """`doe` says which step: `bestand`, `kijk`, `neem` or `weg`."""
    assert_may_run(member.person, member.park.id)
    deed = request.POST.get("doe", "") if request.method == "POST" else ""
    if deed == "bestand":
        return _take_file(request, member)
    if deed == "weg":
        drop_list_file(member.park.id, actor=member.person)
        return redirect("area-import", park_id=member.park.id)
    kept = kept_list_file(member.park.id, actor=member.person)
    if kept is None:
        return render(request, "park/area_import.html", {"errors": {}})
    mapping = _mapping(request, kept.table) if deed else guess(kept.table.heading)
    if deed == "neem":
        plan = import_establishments(member.park.id, kept.table, mapping, actor=member.person)
        if not plan.complaints:
            drop_list_file(member.park.id, actor=member.person)
            messages.success(request, _result(plan))
            return redirect("area-list", park_id=member.park.id)
    else:
        plan = look_at_list(member.park.id, kept.table, mapping, actor=member.person)
    return _look(request, kept, mapping, plan, 422 if deed and plan.complaints else 200)


def _take_file(request: HttpRequest, member: ParkMember) -> HttpResponse:
    file = request.FILES.get("file")
    try:
        if file is None:
            raise ListFileRefused(ListFileFault.NO_ROWS)
        if (file.size or 0) > MOST_BYTES:
            raise ListFileRefused(ListFileFault.TOO_LARGE)
        keep_list_file(member.park.id, file.name or "", read_table(file.read()), actor=member.person)
    except ListFileRefused as refused:
        errors = {"file": [list_file_fault(refused.fault)]}
        return render(request, "park/area_import.html", {"errors": errors}, status=422)
    return redirect("area-import", park_id=member.park.id)


def _mapping(request: HttpRequest, table: FileTable) -> tuple[Column | None, ...]:
    chosen = [request.POST.get(f"kolom-{at}", "") for at in range(len(table.heading))]
    return tuple(Column(word) if word in set(Column) else None for word in chosen)


def _look(
    request: HttpRequest, kept: KeptFile, mapping: Sequence[Column | None], plan: ListPlan, status: int
) -> HttpResponse:
    words, twice = column_words(), _twice(mapping)
    columns = [
        (f"kolom-{at}", heading, _examples(kept.table, at), column.value if column else "", column in twice)
        for at, (heading, column) in enumerate(zip(kept.table.heading, mapping, strict=True))
    ]
    context: dict[str, Any] = {
        "name": kept.name,
        "number": len(kept.table.rows),
        "columns": columns,
        "options": [(column.value, text) for column, text in words.items()],
        "plan": plan,
        "twice": [words[column] for column in twice],
        "complaints": [_sentence(one, kept.table, mapping) for one in plan.complaints[:_MOST_SHOWN]],
        "more": max(0, len(plan.complaints) - _MOST_SHOWN),
        "preview": [(fit.form, fit.id is None) for fit in plan.fits if fit.changes][:_MOST_SHOWN],
        "can_take": not plan.complaints and not twice and plan.new + plan.changed > 0,
        "errors": {},
    }
    return render(request, "park/area_import.html", context, status=status)


def _twice(mapping: Sequence[Column | None]) -> list[Column]:
    return [column for column in Column if list(mapping).count(column) > 1]


def _examples(table: FileTable, at: int) -> str:
    """The first different values of a column."""
    values = dict.fromkeys(cells[at] for _, cells in table.rows if cells[at])
    return ", ".join(list(values)[:_EXAMPLES])


def _sentence(one: Complaint, table: FileTable, mapping: Sequence[Column | None]) -> tuple[int, str, str]:
    """The row, the heading of the column, and what is wrong there."""
    fields = {column.value: heading for column, heading in zip(mapping, table.heading, strict=True) if column}
    heading = fields.get(one.field, column_words()[Column(one.field)] if one.field in set(Column) else "")
    if one.fault is EntryFault.TAKEN and not one.field:
        return one.line, "", _("This company is in the file twice.")
    return one.line, heading, entry_fault(one.field, one.fault)


def _result(plan: ListPlan) -> str:
    new = ngettext("%(number)s address is new.", "%(number)s addresses are new.", plan.new) % {"number": plan.new}
    changed = ngettext("%(number)s changed.", "%(number)s changed.", plan.changed) % {"number": plan.changed}
    return f"{new} {changed}"
