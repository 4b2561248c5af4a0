"""What companies say: the newest survey with enough replies, compared with the one before and with the whole country."""

from weerbaar.portal.analyses.evidence import Evidence, Fact, Part, Unit, in_year, ref_of
from weerbaar.portal.analyses.sources.source import Asked
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.selectors import WaveResults, all_results_of


def surveys_evidence(asked: Asked) -> Evidence:
    """By indicator: shares in steps of five, from ten replies up; a survey that ended after the last day does not count yet."""
    waves = [wave for wave in all_results_of(asked.park_id) if wave.counted_on <= asked.until]
    if not waves:
        return Evidence()
    newest, before = waves[-1], waves[-2] if len(waves) > 1 else None
    facts = [_fact(key, value, newest, before) for key, value in newest.headlines.items()]
    return Evidence(facts, ref_of("survey", facts, newest.counted_on))


def _fact(key: str, value: float, newest: WaveResults, before: WaveResults | None) -> Fact:
    indicator = load_safety().indicators[key]
    earlier = before.headlines.get(key) if before else None
    country = _country(key)
    return Fact(
        key=key,
        aspect=indicator.aspect,
        source="survey",
        part=Part.COMPANIES,
        name=indicator.name,
        value=value,
        unit=Unit.MARK if indicator.unit == "mark_1_10" else Unit.PERCENT,
        when=in_year(newest.closes_on.year),
        before=earlier,
        before_when=in_year(before.closes_on.year) if before else {"nl": "", "en": ""},
        elsewhere=country[0] if country else None,
        elsewhere_when=in_year(country[1]) if country else {"nl": "", "en": ""},
        lower=indicator.lower,
    )


def _country(key: str) -> tuple[float, int] | None:
    """The national figure of an indicator, and its year."""
    survey = the_survey()
    for question in survey.questions:
        if question.indicator == key and question.benchmark in survey.benchmarks:
            benchmark = survey.benchmarks[question.benchmark]
            return benchmark.percent, benchmark.year
    return None
