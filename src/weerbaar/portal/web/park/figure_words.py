"""Figures from outside as people read them: sources, what to do when one is missing, and what is wrong with a file."""

from django.utils.translation import gettext as _

from weerbaar.portal.figures.errors import CodeFault, CodesRefused, ImportFault
from weerbaar.portal.figures.words import Fault, Source


def source_name(source: Source) -> str:
    """What a source is called."""
    return {
        Source.POLICE_YEAR: _("Police, by year"),
        Source.POLICE_MONTH: _("Police, by month"),
        Source.ACCIDENTS: _("Road accidents"),
        Source.FIRE_BRIGADE: _("Fire brigade"),
    }[source]


def source_help(source: Source) -> str:
    """Where to get its file, in one or two sentences."""
    return {
        Source.POLICE_YEAR: _("Open table 47018NED. Take it from data.politie.nl, as CSV or JSON."),
        Source.POLICE_MONTH: _("Open table 47022NED. Take it from data.politie.nl, as CSV or JSON."),
        Source.ACCIDENTS: _("The national register of accidents (BRON), as CSV or GeoJSON. We count what lies inside."),
        Source.FIRE_BRIGADE: _("Ask the fire brigade to fill in our table. Download the example file for it."),
    }[source]


def source_columns(source: Source) -> str:
    """The columns that its table needs; the same in every language."""
    return {
        Source.POLICE_YEAR: "SoortMisdrijf; WijkenEnBuurten; Perioden; GeregistreerdeMisdrijven_1",
        Source.POLICE_MONTH: "SoortMisdrijf; WijkenEnBuurten; Perioden; GeregistreerdeMisdrijven_1",
        Source.ACCIDENTS: "jaar_ongeval; verkeersongeval_afloop; x_rd; y_rd",
        Source.FIRE_BRIGADE: "jaar; maand; soort; aantal",
    }[source]


def file_fault(fault: Fault) -> str:
    """What is wrong with a file or a row, and what to do."""
    return {
        Fault.TOO_LARGE: _("The file is larger than 10 MB. Choose fewer years or neighbourhoods."),
        Fault.EXAMPLE: _("This is our example file. Its numbers are made up."),
        Fault.NO_TEXT: _("This is no table of text and no JSON."),
        Fault.NO_ROWS: _("There are no rows in it."),
        Fault.TOO_MANY_ROWS: _("These are more rows than we take at once. Choose fewer years."),
        Fault.MISSING_COLUMN: _("This column is missing."),
        Fault.WRONG_WIDTH: _("This row has more or fewer cells than the heading."),
        Fault.NO_CODES: _("First fill in the neighbourhoods of the area."),
        Fault.NO_BOUNDARY: _("First draw the outline of the area. Else we cannot see what lies inside."),
        Fault.NOTHING_HERE: _("No row is about the neighbourhoods of this area."),
        Fault.OTHER_PERIOD: _("This period does not fit this source."),
        Fault.FUTURE: _("This year has yet to come."),
        Fault.UNKNOWN_PLACE: _("This is no code of a neighbourhood."),
        Fault.UNKNOWN_KIND: _("We do not know this word or code."),
        Fault.NO_NUMBER: _("This is no whole number of zero or more."),
        Fault.NO_POINT: _("There is no place on the map here."),
        Fault.OUTSIDE: _("This place is not in the Netherlands, or on another grid."),
        Fault.TWICE: _("This is there twice."),
    }[fault]


def import_fault(fault: ImportFault) -> str:
    """Why figures are not taken in, and what to do."""
    return {
        ImportFault.SAME_FILE: _("This file is in already."),
        ImportFault.REPLACES: _("Tick that these figures may replace others."),
    }[fault]


def codes_fault(error: CodesRefused) -> str:
    """Why a list of neighbourhoods is not taken, and what to do."""
    return {
        CodeFault.NO_CODE: _("%(code)s is no code. A code is BU and 8 figures, WK and 6, or GM and 4."),
        CodeFault.WITHIN_ANOTHER: _("%(code)s lies within another code of the list. It would count twice."),
        CodeFault.TOO_MANY: _("These are more than 20 codes. Use the code of the district."),
    }[error.fault] % {"code": error.code}
