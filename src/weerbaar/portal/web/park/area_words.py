"""The map and lists of an area, as people read them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from weerbaar.portal.core.geo.shapes import MOST_CORNERS, BadShape, ShapeFault
from weerbaar.portal.parks.errors import BoundaryFault, EntryFault, ListFileFault
from weerbaar.portal.parks.list_file.columns import Column
from weerbaar.portal.parks.words import FacilityKind, ListChangeKind


def shape_fault(error: BadShape) -> str:
    """What is wrong with an outline, and where."""
    words = {
        ShapeFault.NO_OUTLINE: _("We found no outline in it (Polygon)."),
        ShapeFault.NO_NUMBERS: _("Corner %(corner)s is no place. Write it like this: 52.15517, 5.38721."),
        ShapeFault.TOO_FEW_CORNERS: _("An outline has at least three corners that are not on one line."),
        ShapeFault.TOO_MANY_CORNERS: _("An outline has at most %(most)s corners. Leave some out."),
        ShapeFault.NOT_CLOSED: _("The outline is not closed: its last corner is not its first."),
        ShapeFault.OUTSIDE: _("Corner %(corner)s is not in the Netherlands. Latitude comes first, then longitude."),
        ShapeFault.CROSSES: _("The outline crosses itself after corner %(corner)s."),
        ShapeFault.HOLE_OUTSIDE: _("Ring %(ring)s is a hole, and lies outside the outline."),
    }
    return words[error.fault] % {"corner": error.corner, "ring": error.ring, "most": MOST_CORNERS}


def file_shape_fault(error: BadShape) -> str:
    """The same of a file, in which longitude comes first."""
    if error.fault is ShapeFault.OUTSIDE:
        return _("The outline is not in the Netherlands. A file in RD has to say so (crs).")
    if error.fault is ShapeFault.NO_NUMBERS:
        return _("Corner %(corner)s of ring %(ring)s is no pair of numbers.") % {
            "corner": error.corner,
            "ring": error.ring,
        }
    return shape_fault(error)


def boundary_fault(fault: BoundaryFault) -> str:
    """Why a file with an outline is refused, and what to do."""
    return {
        BoundaryFault.TOO_LARGE: _("The file is larger than 2 MB. Leave corners or other fields out."),
        BoundaryFault.NO_JSON: _("This is no GeoJSON. Export the outline as GeoJSON and try again."),
        BoundaryFault.NO_OUTLINE: _("We found no outline in it (Polygon)."),
        BoundaryFault.UNKNOWN_CRS: _("We read WGS 84 and RD. This file uses something else (crs)."),
    }[fault]


def entry_fault(name: str, fault: EntryFault) -> str:
    """What is wrong with a field of an establishment or facility, and what to do."""
    missing = {
        "name": _("Fill in the name, or say that the building is empty."),
        "address": _("Fill in the address: street and number."),
        "place": _("Fill in where it is."),
    }
    return {
        EntryFault.MISSING: missing.get(name, _("Fill in both numbers of the place, or none.")),
        EntryFault.TOO_LONG: _("This is longer than fits. Shorten it."),
        EntryFault.NOT_TWELVE_DIGITS: _("An establishment number has 12 digits. Look it up at the trade register."),
        EntryFault.TAKEN: _("This number is on the list already."),
        EntryFault.UNKNOWN_WORD: _("Choose from the list."),
        EntryFault.NOT_ON_THE_MAP: _("This place is not in the Netherlands."),
        EntryFault.NOT_YES_OR_NO: _("Fill in yes or no."),
        EntryFault.FORMULA: _("This cell is a formula. Paste its value."),
        EntryFault.SEVERAL_FIT: _("Several rows of the list fit. Add the establishment number or the name."),
    }[fault]


def entry_faults(faults: Mapping[str, EntryFault]) -> dict[str, list[str]]:
    """All of them, as forms want them."""
    return {name: [entry_fault(name, fault)] for name, fault in faults.items()}


def facility_words() -> dict[FacilityKind, str]:
    """What an area has together."""
    return {
        FacilityKind.CAMERAS: _("Cameras"),
        FacilityKind.FENCE: _("Fence"),
        FacilityKind.GATE: _("Gate"),
        FacilityKind.ALARM_CENTRE: _("Alarm centre"),
        FacilityKind.AED: _("Defibrillator (AED)"),
        FacilityKind.INFO_BOARD: _("Information board"),
        FacilityKind.WATER_POINT: _("Water for the fire brigade"),
        FacilityKind.OTHER: _("Something else"),
    }


def change_words() -> dict[ListChangeKind, str]:
    """What was done to the list, before the button that takes it back."""
    return {
        ListChangeKind.ADD: _("An address was added."),
        ListChangeKind.CHANGE: _("An address was changed."),
        ListChangeKind.REMOVE: _("An address was removed."),
        ListChangeKind.IMPORT: _("A file was taken in."),
    }


def column_words() -> dict[Column, str]:
    """What a column of a file can be."""
    return {
        Column.NAME: _("Name of the company"),
        Column.NUMBER: _("Establishment number"),
        Column.ADDRESS: _("Address"),
        Column.STREET: _("Street"),
        Column.HOUSE_NUMBER: _("House number"),
        Column.ADDITION: _("Addition to the number"),
        Column.POSTCODE: _("Postal code"),
        Column.CITY: _("Town"),
        Column.SECTOR: _("Sector or SBI code"),
        Column.MEMBER: _("Member of the association"),
        Column.VACANT: _("The building is empty"),
        Column.LATITUDE: _("Latitude"),
        Column.LONGITUDE: _("Longitude"),
        Column.RD_X: _("x in RD"),
        Column.RD_Y: _("y in RD"),
    }


def list_file_fault(fault: ListFileFault) -> str:
    """Why a file with establishments cannot be read, and what to do."""
    return {
        ListFileFault.TOO_LARGE: _("The file is larger than we take. Split it."),
        ListFileFault.NO_TABLE: _("This is no table. Save it as CSV or Excel (xlsx)."),
        ListFileFault.NO_ROWS: _("Choose a file with a heading and at least one row."),
        ListFileFault.TOO_MANY_ROWS: _("We take 2,000 rows at once. Split the file."),
        ListFileFault.TOO_MANY_COLUMNS: _("The file has more than 60 columns. Leave some out."),
    }[fault]
