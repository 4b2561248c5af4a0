"""Water and fire as people read them: depths, chances, answers, facts, and what is refused."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from weerbaar.portal.incidents.errors import DepthFault, FactFault, GoodsFault
from weerbaar.portal.incidents.plot_selectors import PlotView
from weerbaar.portal.incidents.read_plot_pack import load_plot_pack
from weerbaar.portal.incidents.words import FactKind, FactState, PlotAnswerWord, Recency

_SPACE = "\u00a0"  # a number and its unit stay on one line


@dataclass(frozen=True, slots=True)
class DepthLine:
    """A chance and what the water does then. `mark` is a shape of the statuses."""

    chance: str
    meaning: str
    depth: str
    band: str
    means: str
    do: str
    mark: str
    source: str


def depth_lines(plot: PlotView, language: str) -> list[DepthLine]:
    """Every chance, the largest first; also those of which nothing is known."""
    pack = load_plot_pack()
    lines = []
    for chance in pack.chances:
        known = plot.depths.get(chance.id)
        name, meaning = chance.name[language], chance.meaning[language] if chance.meaning else ""
        if known is None:
            unknown = _("Not known here. Ask the water board.")
            lines.append(DepthLine(name, meaning, "", _("Not known"), unknown, "", "none", ""))
            continue
        band = pack.band_of(known.depth_cm)
        if band is None:
            lines.append(DepthLine(name, meaning, depth_text(0), _("Dry"), "", "", "fine", known.source))
            continue
        mark = "first" if known.depth_cm >= 50 else "better"
        lines.append(
            DepthLine(
                name,
                meaning,
                depth_text(known.depth_cm),
                band.name[language],
                band.means[language],
                band.do[language],
                mark,
                known.source,
            )
        )
    return lines


def depth_text(depth_cm: int) -> str:
    """34 cm; 1,2 m from a metre on."""
    if depth_cm < 100:
        return f"{depth_cm}{_SPACE}cm"
    return f"{number_format(depth_cm / 100, 1)}{_SPACE}m"


def plot_name(plot: PlotView) -> str:
    """Its name, or its address, or that it has neither."""
    return plot.name or plot.address or _("Without a name")


def answer_words() -> dict[str, str]:
    """What can be said of a question."""
    return {
        PlotAnswerWord.YES.value: _("Yes"),
        PlotAnswerWord.PARTLY.value: _("Partly"),
        PlotAnswerWord.NO.value: _("No"),
        PlotAnswerWord.NOT_HERE.value: _("Does not apply here"),
        Recency.WITHIN_YEAR.value: _("Within the last year"),
        Recency.LONGER.value: _("Longer ago"),
        Recency.NEVER.value: _("Never"),
    }


def fact_kinds() -> dict[FactKind, str]:
    """What the fire brigade wants to know."""
    return {
        FactKind.ACCESS: _("Way in for emergency services"),
        FactKind.HYDRANT: _("Hydrant or other fire water"),
        FactKind.ASSEMBLY: _("Place to gather"),
    }


def fact_states() -> dict[FactState, tuple[str, str]]:
    """How it was found: shape and word."""
    return {
        FactState.FREE: ("fine", _("Clear and in order")),
        FactState.BLOCKED: ("first", _("Blocked or broken")),
        FactState.UNKNOWN: ("none", _("Not looked at yet")),
    }


def fact_fault(fault: FactFault) -> str:
    """Why a fact is not kept."""
    return {
        FactFault.NO_KIND: _("Choose what it is."),
        FactFault.NO_PLACE: _("Fill in where it is."),
        FactFault.NO_STATE: _("Choose how you found it."),
        FactFault.NO_DAY: _("Fill in on which day you looked."),
        FactFault.DAY_AHEAD: _("That day is still to come. Look first."),
        FactFault.NO_SUCH_FACT: _("This line is gone already."),
    }[fault]


def goods_fault(fault: GoodsFault) -> str:
    """Why a line of the list is not kept."""
    return {
        GoodsFault.NO_SUBSTANCE: _("Fill in which substance it is."),
        GoodsFault.UN_NUMBER: _("A UN number has four digits, such as 1203. It may stay empty."),
        GoodsFault.NO_QUANTITY: _("Fill in how much there is at most."),
        GoodsFault.NO_PLACE: _("Fill in where it is."),
        GoodsFault.TOO_MANY: _("The list holds a hundred lines. Remove an old one first."),
        GoodsFault.NO_SUCH_LINE: _("This line is gone already."),
    }[fault]


def depth_fault(fault: DepthFault) -> str:
    """Why a file with depths is not read, and what to do."""
    return {
        DepthFault.EMPTY: _("Choose a file that has something in it."),
        DepthFault.TOO_LARGE: _("This file is too large. Cut out the area first."),
        DepthFault.NOT_JSON: _("This is no GeoJSON and no GeoTIFF. Export it anew."),
        DepthFault.NOT_A_COLLECTION: _("This GeoJSON holds no FeatureCollection. Export it as one layer."),
        DepthFault.OTHER_GRID: _("We know EPSG:28992 and EPSG:4326. Export the file in one of these."),
        DepthFault.NO_OUTLINE: _("No polygon, or its ring is not closed."),
        DepthFault.NO_DEPTH: _("No property T10, T100 or T1000."),
        DepthFault.NOT_A_DEPTH: _("A depth is no number from 0 to 20 metres. Look at the unit too."),
        DepthFault.NOT_A_TIFF: _("This is no GeoTIFF with one band. Export one layer of depths."),
        DepthFault.NO_PLACE: _("This picture does not say where it lies. Export it as GeoTIFF."),
        DepthFault.NO_CHANCE: _("A GeoTIFF holds one chance. Choose which one."),
        DepthFault.NO_UNIT: _("Choose whether the numbers are centimetres or metres."),
        DepthFault.NO_ESTABLISHMENTS: _(
            "No establishment of the area has a place on the map yet. Fill those in first."
        ),
        DepthFault.NONE_INSIDE: _("No establishment lies inside this file. Look whether it is the right area."),
        DepthFault.NO_SOURCE: _("Fill in who made the map."),
        DepthFault.TOO_MANY: _("This file holds too many outlines. Cut out the area first."),
        DepthFault.NO_DAY: _("Fill in of which day the map is."),
    }[fault]
