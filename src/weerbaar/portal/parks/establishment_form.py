"""What is known of one address on an area, as it is filled in or stands in a file, and what can be wrong with it. Pure."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from weerbaar.portal.core.geo.shapes import EAST, NORTH, SOUTH, WEST
from weerbaar.portal.organisations.words import Sector
from weerbaar.portal.parks.errors import EntryFault

LONGEST = {"name": 120, "address": 160}
_NUMBER = re.compile(r"[0-9]{12}\Z")


@dataclass(frozen=True, slots=True)
class EstablishmentForm:
    """An address and who is there. Empty building: `is_vacant`, and then it needs no name. `sector` is a word of `Sector`, or
    empty. Latitude and longitude are degrees, both or neither.
    """

    name: str = ""
    establishment_number: str = ""
    address: str = ""
    sector: str = ""
    association_member: bool = False
    is_vacant: bool = False
    latitude: float | None = None
    longitude: float | None = None

    def fields(self) -> dict[str, Any]:
        """By the names of the table."""
        return asdict(self)


def faults_of(form: EstablishmentForm) -> dict[str, EntryFault]:
    """What is wrong, by field. Whether the number is taken is not known here."""
    faults: dict[str, EntryFault] = {}
    if not form.name and not form.is_vacant:
        faults["name"] = EntryFault.MISSING
    if not form.address:
        faults["address"] = EntryFault.MISSING
    for name, longest in LONGEST.items():
        if len(getattr(form, name)) > longest:
            faults[name] = EntryFault.TOO_LONG
    if form.establishment_number and not _NUMBER.match(form.establishment_number):
        faults["establishment_number"] = EntryFault.NOT_TWELVE_DIGITS
    if form.sector and form.sector not in set(Sector):
        faults["sector"] = EntryFault.UNKNOWN_WORD
    return {**faults, **place_faults(form.latitude, form.longitude)}


def place_faults(latitude: float | None, longitude: float | None) -> Mapping[str, EntryFault]:
    """A place lies in the Netherlands and has both numbers, or it is not given at all."""
    if latitude is None and longitude is None:
        return {}
    if latitude is None or longitude is None:
        return {"latitude" if latitude is None else "longitude": EntryFault.MISSING}
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        return {"latitude": EntryFault.NOT_ON_THE_MAP}
    return {}
