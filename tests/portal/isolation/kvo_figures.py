"""Figures and analysis of the generated world: of each area a file whose name, and a text, that nobody else may read."""

from datetime import timedelta

from django.utils import timezone

from tests.portal.isolation.company import Company
from tests.portal.isolation.marks import Field, Marks
from weerbaar.portal.analyses.evidence import Part
from weerbaar.portal.analyses.services.edit_aspect import edit_aspect
from weerbaar.portal.analyses.services.write_edition import begin_edition
from weerbaar.portal.figures.services.set_codes import set_codes
from weerbaar.portal.figures.services.take_in import FigureFile, look_at_figures, take_in_figures
from weerbaar.portal.figures.words import Source

FIGURES_ROUTES = {
    "analysis",
    "analysis-aspect",
    "analysis-compare",
    "analysis-deed",
    "analysis-edition",
    "analysis-paper",
    "analysis-pdf",
    "figures",
    "figures-codes",
    "figures-csv",
    "figures-example",
    "figures-import",
    "figures-import-look",
    "figures-paper",
    "figures-undo",
}
FIGURES_WORDS = {"source": ("fire_brigade",), "aspect": ("fire",)}


def count_calls(area: Company, marks: Marks) -> None:
    """A file that is in; the name and the note of it are the area's own."""
    set_codes(area.id, "BU99990101", actor=area.owner)
    file = FigureFile(
        Source.FIRE_BRIGADE,
        f"{marks.new(Field.KVO, area.key)}.csv",
        b"jaar;soort;aantal\n2024;gebouwbrand;2\n",
        marks.new(Field.KVO, area.key),
    )
    found, reading = look_at_figures(area.id, file, actor=area.owner)
    if found is None:
        raise AssertionError(reading.complaints)
    take_in_figures(area.id, found, actor=area.owner)
    area.note("import_id", found)


def analyse(area: Company, marks: Marks) -> None:
    """An edition with words of the area's own."""
    today = timezone.localdate()
    edition_id = begin_edition(area.id, today - timedelta(days=300), today, actor=area.owner)
    edit_aspect(area.id, edition_id, "fire", {Part.SEEN: marks.new(Field.KVO, area.key)}, actor=area.owner)
    area.note("edition_id", edition_id)
