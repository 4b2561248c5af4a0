"""What the area itself keeps: establishments, companies that take part, and measures."""

from django.utils import timezone

from weerbaar.portal.analyses.evidence import Evidence, Fact, Part, Unit, ref_of
from weerbaar.portal.analyses.sources.source import Asked
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.area_selectors import figures_of
from weerbaar.portal.parks.selectors import participants_of
from weerbaar.portal.trajectories.selectors import measures_of, trajectory_of, trajectory_of_park
from weerbaar.portal.trajectories.words import MeasureState
from weerbaar.questionnaires.bank import Texts

_TAKE_PART: Texts = {"nl": "Bedrijven die meedoen op dit terrein", "en": "Companies that take part in this area"}
_DONE: Texts = {"nl": "Maatregelen die klaar zijn", "en": "Measures that are done"}
_LATE: Texts = {"nl": "Maatregelen die te laat zijn", "en": "Measures that are late"}
_ENDED = {MeasureState.DONE, MeasureState.CHECKED}


def register_evidence(asked: Asked) -> Evidence:
    """The share of vacant establishments."""
    found = figures_of(asked.person, asked.park_id)
    every = found.establishments + found.vacant
    if not every:
        return Evidence()
    indicator = load_safety().indicators["IND-VAC-SHARE"]
    fact = _fact("IND-VAC-SHARE", "vacancy", "register", indicator.name, round(100 * found.vacant / every, 1), asked)
    return Evidence([fact], ref_of("register", [fact], asked.until))


def cyber_evidence(asked: Asked) -> Evidence:
    """How many companies take part, which everybody with a seat sees already. A total of results is not published yet: no number
    of one may stand here.
    """
    number = sum(1 for one in participants_of(asked.park_id) if timezone.localdate(one.joined_at) <= asked.until)
    # The source itself stays silent, so that the analysis says that there are no totals yet.
    fact = _fact("cyber:participants", "cyber", "participants", _TAKE_PART, number, asked, Unit.COUNT)
    return Evidence([fact], ref_of("participants", [fact], asked.until))


def measures_evidence(asked: Asked) -> Evidence:
    """How many measures are done, and how many are late."""
    found = trajectory_of_park(asked.person, asked.park_id)
    measures = measures_of(trajectory_of(asked.person, found)) if found else []
    agreed = [one for one in measures if one.state not in {MeasureState.IDEA, MeasureState.DROPPED}]
    if not agreed:
        return Evidence()
    done = sum(1 for one in agreed if one.state in _ENDED)
    late = sum(1 for one in agreed if one.days_late)
    facts = [
        _fact("measures:done", "cooperation", "measures", _DONE, done, asked, Unit.COUNT),
        _fact("measures:late", "cooperation", "measures", _LATE, late, asked, Unit.COUNT, lower=True),
    ]
    return Evidence(facts, ref_of("measures", facts, asked.until))


def _fact(
    key: str,
    aspect: str,
    source: str,
    name: Texts,
    value: float,
    asked: Asked,
    unit: Unit = Unit.SHARE,
    *,
    lower: bool | None = None,
) -> Fact:
    return Fact(key, aspect, source, Part.SEEN, name, value, unit, asked.on, lower=lower)
