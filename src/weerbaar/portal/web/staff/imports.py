"""Taking in files with providers or marks: first it says what would happen, then it happens, or nothing does."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.csv_rows import (
    MARK_COLUMNS,
    PROVIDER_COLUMNS,
    Complaint,
    FileFault,
    MarkRow,
    ProviderRow,
    Table,
)
from weerbaar.portal.providers.errors import Fault
from weerbaar.portal.providers.services.import_providers import (
    checked_marks,
    checked_providers,
    import_marks,
    import_providers,
    undo_import,
)
from weerbaar.portal.providers.vetter_selectors import recent_imports
from weerbaar.portal.web.provider.profile_words import mistakes
from weerbaar.portal.web.staff.vetter_page import operator_page

_MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@operator_page
def imports(request: HttpRequest, person: Person) -> HttpResponse:
    """The form; then what the file holds, with the button that takes it in."""
    if request.method != "POST":
        return _page(request, {})
    is_marks, text = request.POST.get("kind") == "marks", request.POST.get("text", "")
    data = text.encode()
    writes = request.POST.get("doe") == "write"
    found: Table[MarkRow] | Table[ProviderRow]
    if is_marks:
        found = import_marks(data, actor=person) if writes else checked_marks(data, actor=person)
    else:
        found = import_providers(data, actor=person) if writes else checked_providers(data, actor=person)
    if writes and not found.complaints:
        done = len(found.rows)
        said = ngettext("%(number)s row is taken in.", "%(number)s rows are taken in.", done) % {"number": done}
        messages.success(request, said)
        return redirect("imports")
    context = {
        "kind": "marks" if is_marks else "providers",
        "text": text,
        "complaints": [(one.line, one.column, _sentence(one)) for one in found.complaints[:_MOST_SHOWN]],
        "more": max(0, len(found.complaints) - _MOST_SHOWN),
        "preview": [] if found.complaints else _shown(found.rows),
        "rows": len(found.rows),
        "is_looked_at": True,
    }
    return _page(request, context, status=422 if found.complaints else 200)


@require_POST
@operator_page
def import_undo(request: HttpRequest, person: Person, import_id: uuid.UUID) -> HttpResponse:
    """Remove what nobody handed in yet."""
    if import_id not in {batch.id for batch in recent_imports()}:
        raise Http404
    gone = undo_import(import_id, actor=person)
    said = ngettext("%(number)s draft is removed.", "%(number)s drafts are removed.", gone) % {"number": gone}
    messages.success(request, said)
    return redirect("imports")


def _shown(rows: Sequence[ProviderRow] | Sequence[MarkRow]) -> list[tuple[str, str]]:
    return [
        (row.name, row.profile.email) if isinstance(row, ProviderRow) else (row.claim.holder, row.claim.mark)
        for row in rows[:_MOST_SHOWN]
    ]


def _sentence(one: Complaint) -> str:
    if one.fault is Fault.TAKEN:
        return _("This is there already, or twice in the file.")
    if not isinstance(one.fault, FileFault):
        return mistakes({one.column or "row": one.fault})[one.column or "row"][0]
    return {
        FileFault.TOO_LARGE: _("The file is larger than we take."),
        FileFault.NO_TEXT: _("This is no table of text."),
        FileFault.NO_ROWS: _("There are no rows under the heading."),
        FileFault.TOO_MANY_ROWS: _("These are more rows than we take at once."),
        FileFault.MISSING_COLUMN: _("This column is missing."),
        FileFault.UNKNOWN_COLUMN: _("We do not know this column, or it is there twice."),
        FileFault.WRONG_WIDTH: _("This row has more or fewer cells than the heading."),
        FileFault.NOT_YOURS: _("You do not decide about this provider alone."),
    }[one.fault]


def _page(request: HttpRequest, more: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {
        "kind": "providers",
        "kinds": [("providers", _("Service providers")), ("marks", _("Marks from a register"))],
        "provider_columns": ", ".join(PROVIDER_COLUMNS),
        "mark_columns": ", ".join(MARK_COLUMNS),
        "batches": recent_imports(),
        **more,
    }
    return render(request, "staff/imports.html", context, status=status)
