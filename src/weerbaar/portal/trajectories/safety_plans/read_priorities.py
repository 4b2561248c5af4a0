"""Reads the priorities of a safety plan from a table (CSV, RFC 4180) with a line of names."""

import csv
import io
from dataclasses import dataclass

from weerbaar.portal.trajectories.errors import PlanFault, PlanRefused
from weerbaar.portal.trajectories.safety_plans.read_safety_plan import load_plan_guide

MOST_BYTES = 200_000
MOST = 100
_LIMITS = {"text_short": 200, "period": 40, "indicator": 200, "target": 200, "lead_function": 120}
_DUTCH = {
    "veld": "field",
    "prioriteit": "text_short",
    "periode": "period",
    "indicator": "indicator",
    "doel": "target",
    "functie": "lead_function",
}
_NEEDED = ("field", "text_short", "period")


@dataclass(frozen=True, slots=True)
class PriorityForm:
    """One priority as somebody fills it in; `field` is an id of the fields of a safety plan."""

    field: str
    text_short: str
    period: str
    indicator: str = ""
    target: str = ""
    lead_function: str = ""


def read_priorities(data: bytes) -> tuple[PriorityForm, ...]:
    """All rows, or none: the names may be Dutch or as they are stored, the separator `;` or `,`, a field its id or its name.

    Raises:
        PlanRefused: carries why, and the line of the file.
    """
    if len(data) > MOST_BYTES:
        raise PlanRefused(PlanFault.TOO_MANY)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanRefused(PlanFault.NOT_TEXT) from error
    if "\0" in text:
        raise PlanRefused(PlanFault.NOT_TEXT)
    first = text.partition("\n")[0]
    table = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    try:
        names = [_DUTCH.get(name.strip().lower(), name.strip().lower()) for name in next(table, [])]
        if not set(_NEEDED) <= set(names):
            raise PlanRefused(PlanFault.NO_COLUMN, 1)
        rows = [(table.line_num, dict(zip(names, cells, strict=False))) for cells in table if any(cells)]
    except csv.Error as error:
        raise PlanRefused(PlanFault.NOT_TEXT, table.line_num) from error
    if len(rows) > MOST:
        raise PlanRefused(PlanFault.TOO_MANY)
    return tuple(checked_priority(_form(row), line) for line, row in rows)


def checked_priority(form: PriorityForm, line: int = 0) -> PriorityForm:
    """The same without blanks around its texts.

    Raises:
        PlanRefused: an unknown field, a text that is missing or too long.
    """
    texts = {name: " ".join(getattr(form, name).split()) for name in _LIMITS}
    if form.field not in load_plan_guide().fields:
        raise PlanRefused(PlanFault.UNKNOWN_FIELD, line)
    if not texts["text_short"] or not texts["period"]:
        raise PlanRefused(PlanFault.NO_TEXT, line)
    if any(len(text) > _LIMITS[name] for name, text in texts.items()):
        raise PlanRefused(PlanFault.TOO_LONG, line)
    return PriorityForm(field=form.field, **texts)


def _form(row: dict[str, str]) -> PriorityForm:
    typed = row.get("field", "").strip()
    names = {text.lower(): key for key, field in load_plan_guide().fields.items() for text in field.name.values()}
    return PriorityForm(
        field=names.get(typed.lower(), typed.upper()), **{name: row.get(name) or "" for name in _LIMITS}
    )
