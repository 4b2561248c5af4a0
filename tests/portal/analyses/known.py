"""An area of which something is known: figures of the police and what companies reported. All of it is made up."""

import uuid
from datetime import date, timedelta

from django.utils import timezone

from tests.portal.figures.files import HOME, police_csv, two_years
from tests.portal.incidents.reports import Place, place
from weerbaar.portal.figures.services.set_codes import set_codes
from weerbaar.portal.figures.services.take_in import FigureFile, look_at_figures, take_in_figures
from weerbaar.portal.figures.words import Source


def known_area() -> Place:
    """The area of the bakery, with figures of two years and one report."""
    here = place()
    set_codes(here.park_id, HOME, actor=here.area.manager)
    count_crimes(here, (12, 15))
    here.report()
    return here


def count_crimes(here: Place, burglary: tuple[int, int], *, replaces: bool = False) -> uuid.UUID:
    """A file of the police is in."""
    file = FigureFile(Source.POLICE_YEAR, "politie.csv", police_csv(two_years(burglary)))
    found, _reading = look_at_figures(here.park_id, file, actor=here.area.manager)
    assert found is not None
    take_in_figures(here.park_id, found, replaces=replaces, actor=here.area.manager)
    return found


def last_year() -> tuple[date, date]:
    """The year that ends today."""
    today = timezone.localdate()
    return today - timedelta(days=364), today
