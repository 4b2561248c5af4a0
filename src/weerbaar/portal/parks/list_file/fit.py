"""Which row of the list a row of the file is: by its number, else by its address. What fits none is new."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from weerbaar.portal.parks.errors import EntryFault
from weerbaar.portal.parks.establishment_form import EstablishmentForm, faults_of
from weerbaar.portal.parks.list_file.rows import Complaint, ListRow


@dataclass(frozen=True, slots=True)
class Fit:
    """What a row of the file does: `id` is the row of the list that it changes, None for a new one; `form` what then holds."""

    line: int
    id: uuid.UUID | None
    form: EstablishmentForm
    changes: bool


def fit_rows(
    rows: Sequence[ListRow], there: Mapping[uuid.UUID, EstablishmentForm]
) -> tuple[list[Fit], list[Complaint]]:
    """What every row does, in the order of the file, and the rows of which that cannot be told."""
    matcher = _Matcher(rows, there)
    fits: list[Fit] = []
    complaints: list[Complaint] = []
    for row in rows:
        candidates = matcher.candidates(row)
        if len(candidates) > 1:
            complaints.append(Complaint(row.line, "", EntryFault.SEVERAL_FIT))
            continue
        fit = _fit(row, candidates[0] if candidates else None, there)
        if fit.id is not None:
            matcher.take(fit.id)
        complaints += [Complaint(row.line, name, fault) for name, fault in faults_of(fit.form).items()]
        fits.append(fit)
    return fits, complaints


def _fit(row: ListRow, key: uuid.UUID | None, there: Mapping[uuid.UUID, EstablishmentForm]) -> Fit:
    if key is None:
        return Fit(row.line, None, row.form, True)
    form = replace(there[key], **{name: getattr(row.form, name) for name in row.given})
    # A file without numbers takes none away; but another company, or none, does not get the number of the one before.
    if not form.establishment_number and form.name.casefold() == there[key].name.casefold():
        form = replace(form, establishment_number=there[key].establishment_number)
    elif "establishment_number" not in row.given and form.name.casefold() != there[key].name.casefold():
        form = replace(form, establishment_number="")
    return Fit(row.line, key, form, form != there[key])


class _Matcher:
    """The list by number and by address; each row of it is given out once."""

    def __init__(self, rows: Sequence[ListRow], there: Mapping[uuid.UUID, EstablishmentForm]) -> None:
        self._there = there
        self._by_number = {form.establishment_number: key for key, form in there.items() if form.establishment_number}
        self._by_address: dict[str, list[uuid.UUID]] = {}
        for key, form in there.items():
            self._by_address.setdefault(form.address.casefold(), []).append(key)
        addresses = Counter(row.form.address.casefold() for row in rows)
        self._alone = {address for address, number in addresses.items() if number == 1}
        # What the file names by number is not taken by address.
        numbers = {row.form.establishment_number for row in rows} & set(self._by_number)
        self._taken = {self._by_number[number] for number in numbers}

    def take(self, key: uuid.UUID) -> None:
        self._taken.add(key)

    def candidates(self, row: ListRow) -> list[uuid.UUID]:
        number, address = row.form.establishment_number, row.form.address.casefold()
        if number in self._by_number:
            return [self._by_number[number]]
        here = [
            key
            for key in self._by_address.get(address, [])
            if key not in self._taken and not (number and self._there[key].establishment_number)
        ]
        same = [key for key in here if self._there[key].name.casefold() == row.form.name.casefold()]
        if same:
            return same
        # One row there and one in the file: the company at this address is another now, or has another name.
        if len(here) == 1 and address in self._alone:
            return here
        # An empty building of which the list has several companies: which of them left?
        return here if not row.form.name and address in self._alone else []
