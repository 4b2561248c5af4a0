"""The safety analysis as people read it: parts, sources and what is refused."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from weerbaar.portal.analyses.errors import AnalysisFault
from weerbaar.portal.analyses.evidence import Direction, Fact, Part, Unit
from weerbaar.portal.analyses.sentences import number_of
from weerbaar.portal.analyses.texts import load_texts


def part_name(part: Part) -> str:
    """The heading of a part."""
    return {
        Part.SEEN: _("What we see"),
        Part.COMPANIES: _("What companies say"),
        Part.UNKNOWN: _("What we do not know"),
    }[part]


def nothing_in(part: Part) -> str:
    """What is said when a part is empty."""
    return {
        Part.SEEN: _("No source has a figure about this yet."),
        Part.COMPANIES: "",
        Part.UNKNOWN: _("Every source that we use said something."),
    }[part]


def direction_word(direction: Direction, is_better: bool | None) -> tuple[str, str]:
    """Shape and word of a change."""
    if direction is Direction.SAME:
        return "none", _("The same")
    word = _("More") if direction is Direction.MORE else _("Less")
    return {True: "fine", False: "first", None: "none"}[is_better], word


def refs_of(refs: Sequence[Mapping[str, str]], language: str) -> list[tuple[str, str, str, str]]:
    """Each source: name, period, day and hash."""
    names = load_texts().sources
    return [(names[ref["source"]].name[language], ref["period"], ref["dated"], ref["sha256"]) for ref in refs]


def bars_of(facts: Sequence[Fact], language: str) -> list[tuple[str, float | None, str]]:
    """The figures that can stand in one drawing: what was counted, if there is more than one."""
    counted = [fact for fact in facts if fact.unit is Unit.COUNT and fact.part is Part.SEEN]
    return [(fact.name[language], fact.value, number_of(fact.value, language)) for fact in counted]


def analysis_fault(fault: AnalysisFault) -> str:
    """Why it is refused, and what to do."""
    return {
        AnalysisFault.NO_PERIOD: _("Choose a first day and a later last day, at most today. At most four years."),
        AnalysisFault.DRAFT_WAITS: _("There is a draft already. Adopt it or remove it first."),
        AnalysisFault.UNKNOWN_ASPECT: _("There is no such subject."),
        AnalysisFault.TOO_LONG: _("This text is too long. Use at most 3,000 characters."),
        AnalysisFault.TELLS_WHO: _("Leave out number plates, mail addresses and telephone numbers."),
        AnalysisFault.OTHER_TEXT: _("The text has changed since you saw it. Read it again."),
    }[fault]
