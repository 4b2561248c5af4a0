"""From cells to establishments: every cell is checked before any of them is used."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weerbaar.portal.core.geo.rijksdriehoek import to_wgs84
from weerbaar.portal.parks.errors import EntryFault
from weerbaar.portal.parks.establishment_form import EstablishmentForm, faults_of
from weerbaar.portal.parks.list_file.cells import FileTable
from weerbaar.portal.parks.list_file.columns import Column
from weerbaar.portal.parks.list_file.sectors import sector_of

_YES = {"ja", "j", "yes", "y", "1", "x", "true", "waar", "lid", "leeg", "leegstand", "leegstaand", "member", "vacant"}
_NO = {"", "nee", "n", "no", "0", "false", "onwaar", "-", "–", "geen"}
_QUOTED = re.compile(r"'[=+\-@]")
_ADDRESS = (Column.STREET, Column.HOUSE_NUMBER, Column.ADDITION, Column.POSTCODE, Column.CITY)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong at a row of the file and a field of it; no field: the whole row."""

    line: int
    field: str
    fault: EntryFault


@dataclass(frozen=True, slots=True)
class ListRow:
    """An establishment in a file. `given` are the fields that the file has a column for; the others say nothing."""

    line: int
    form: EstablishmentForm
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class ListTable:
    """What was read. With complaints nothing of it may be used."""

    rows: Sequence[ListRow]
    complaints: Sequence[Complaint]


def read_rows(table: FileTable, mapping: Sequence[Column | None]) -> ListTable:
    """`mapping` says what each column is; a column that is nothing is not looked at."""
    rows: list[ListRow] = []
    complaints: list[Complaint] = []
    seen: set[tuple[str, ...]] = set()
    for line, values in table.rows:
        row, faults = _row(line, {column: value for column, value in zip(mapping, values, strict=True) if column})
        complaints += [Complaint(line, name, fault) for name, fault in faults.items()]
        key = _key(row.form)
        if key in seen:
            complaints.append(Complaint(line, "", EntryFault.TAKEN))
        seen.add(key)
        rows.append(row)
    return ListTable(rows, complaints)


def _key(form: EstablishmentForm) -> tuple[str, ...]:
    if form.establishment_number:
        return (form.establishment_number,)
    return form.address.casefold(), form.name.casefold()


def _row(line: int, cells: Mapping[Column, str]) -> tuple[ListRow, dict[str, EntryFault]]:
    faults: dict[str, EntryFault] = {
        _FIELD.get(column, column.value): EntryFault.FORMULA
        for column, value in cells.items()
        if value.startswith(("=", "@"))
    }
    # The apostrophe is ours: it stands before such a text in what we export.
    known = {column: value[1:] if _QUOTED.match(value) else value for column, value in cells.items()}
    fields: dict[str, Any] = {}
    for column, (name, read) in _READERS.items():
        if column in known:
            try:
                fields[name] = read(known[column])
            except _Wrong as wrong:
                faults.setdefault(name, wrong.fault)
    if Column.ADDRESS not in known and (parts := [known[part] for part in _ADDRESS if known.get(part)]):
        fields["address"] = _joined(known, parts)
    if Column.RD_X in known and Column.RD_Y in known:
        fields |= _from_rd(known, faults)
    form = EstablishmentForm(**fields)
    for name, fault in faults_of(form).items():
        faults.setdefault(name, fault)
    return ListRow(line, form, frozenset(fields)), faults


class _Wrong(Exception):
    """A cell cannot be read; carries why."""

    def __init__(self, fault: EntryFault) -> None:
        super().__init__(fault)
        self.fault = fault


def _number(cell: str) -> str:
    """Spreadsheets drop the noughts at the beginning. 8 digits may as well be the number of a company: those are refused."""
    plain = re.sub(r"[\s.]", "", cell)
    return plain.zfill(12) if re.fullmatch(r"[0-9]{9,11}", plain) else plain


def _sector(cell: str) -> str:
    if not cell:
        return ""
    found = sector_of(cell)
    if found is None:
        raise _Wrong(EntryFault.UNKNOWN_WORD)
    return found.value


def _yes(cell: str) -> bool:
    plain = cell.casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise _Wrong(EntryFault.NOT_YES_OR_NO)


def _degrees(cell: str) -> float | None:
    if not cell:
        return None
    try:
        number = float(cell.replace(",", "."))
    except ValueError as error:
        raise _Wrong(EntryFault.NOT_ON_THE_MAP) from error
    return round(number, 7) if math.isfinite(number) else math.nan


def _joined(known: Mapping[Column, str], parts: Sequence[str]) -> str:
    """Street 12a, 1234 AB Place."""
    number = known.get(Column.HOUSE_NUMBER, "") + known.get(Column.ADDITION, "")
    street = " ".join(part for part in (known.get(Column.STREET, ""), number) if part)
    place = " ".join(part for part in (known.get(Column.POSTCODE, ""), known.get(Column.CITY, "")) if part)
    return ", ".join(part for part in (street, place) if part)


def _from_rd(known: Mapping[Column, str], faults: dict[str, EntryFault]) -> dict[str, float | None]:
    if not known[Column.RD_X] and not known[Column.RD_Y]:
        return {"latitude": None, "longitude": None}
    try:
        x, y = (float(known[column].replace(",", ".")) for column in (Column.RD_X, Column.RD_Y))
    except ValueError:
        x = y = math.nan
    # Where the grid begins and ends; the formulas mean nothing outside of it.
    if not (-7_000 <= x <= 300_000 and 289_000 <= y <= 629_000):
        faults.setdefault("latitude", EntryFault.NOT_ON_THE_MAP)
        return {}
    longitude, latitude = to_wgs84(x, y)
    return {"latitude": round(latitude, 7), "longitude": round(longitude, 7)}


_READERS: Mapping[Column, tuple[str, Callable[[str], Any]]] = {
    Column.NAME: ("name", str),
    Column.NUMBER: ("establishment_number", _number),
    Column.ADDRESS: ("address", str),
    Column.SECTOR: ("sector", _sector),
    Column.MEMBER: ("association_member", _yes),
    Column.VACANT: ("is_vacant", _yes),
    Column.LATITUDE: ("latitude", _degrees),
    Column.LONGITUDE: ("longitude", _degrees),
}
# A column that is part of a field complains about that field.
_FIELD: Mapping[Column, str] = {
    **dict.fromkeys(_ADDRESS, "address"),
    Column.RD_X: "latitude",
    Column.RD_Y: "latitude",
}
