"""The sentences of the analysis: no number that no source holds, at most twenty words, and what is not known is said."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weerbaar.portal.analyses.evidence import Fact, Part, Unit, in_year
from weerbaar.portal.analyses.sentences import LANGUAGES, about, number_of, sentences_of, worst_of
from weerbaar.portal.analyses.sources.incidents import _reports
from weerbaar.portal.analyses.texts import load_texts
from weerbaar.portal.figures.kinds import load_kinds
from weerbaar.portal.incidents.read_routing import load_routing
from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.questionnaires.bank import Texts

TEXTS = load_texts()
ASPECTS = tuple(load_safety().aspects)
MOST_WORDS = 20
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
LONGEST_WHEN: Texts = {
    "nl": "van 24 september 2025 tot en met 23 september 2026",
    "en": "from 24 September 2025 to 23 September 2026",
}


def fact(**changed: object) -> Fact:
    told: dict[str, object] = {
        "key": "police:2.5.1",
        "aspect": "crime",
        "source": "police",
        "part": Part.SEEN,
        "name": {"nl": "Inbraak", "en": "Burglary"},
        "value": 15,
        "unit": Unit.COUNT,
        "when": in_year(2024),
    }
    return Fact(**(told | changed))  # type: ignore[arg-type]


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?])\s+", text) if part]


def words_of(sentence: str) -> int:
    return len(sentence.split())


def test_a_figure_is_told_with_its_direction() -> None:
    more = fact(before=12, before_when=in_year(2023), lower=True)
    assert about(more, TEXTS, "nl") == "Inbraak: 15 in 2024. Dat is meer dan in 2023: toen 12."
    less = fact(before=18.5, before_when=in_year(2023))
    assert about(less, TEXTS, "en") == "Burglary: 15 in 2024. That is less than in 2023: 18.5 then."
    same = fact(before=15, before_when=in_year(2023), is_provisional=True)
    assert about(same, TEXTS, "nl") == "Inbraak: 15 in 2024. Dat is evenveel als in 2023. Dit getal kan nog veranderen."


def test_the_country_is_told_beside_it() -> None:
    told = about(fact(unit=Unit.PERCENT, elsewhere=44, elsewhere_when=in_year(2018)), TEXTS, "nl")
    country = "In heel Nederland was het ongeveer 44 procent in 2018. Die vraag was misschien anders."
    assert told == f"Inbraak: ongeveer 15 procent in 2024. {country}"


def test_without_a_figure_before_nothing_is_compared() -> None:
    assert about(fact(), TEXTS, "nl") == "Inbraak: 15 in 2024."


@pytest.mark.parametrize("aspect", ASPECTS)
def test_without_figures_every_source_is_named_as_not_known(aspect: str) -> None:
    told = sentences_of(aspect, [], (), TEXTS)
    for language in LANGUAGES:
        assert told[language][Part.SEEN.value] == []
        assert len(told[language][Part.UNKNOWN.value]) == len(TEXTS.sources_of[aspect])


def test_a_source_that_spoke_is_not_named_as_silent() -> None:
    told = sentences_of("crime", [fact()], ["police"], TEXTS)["nl"]
    assert told["seen"] == ["Inbraak: 15 in 2024."]
    assert not any("politie" in sentence for sentence in told["unknown"])
    assert any("enquête" in sentence for sentence in told["unknown"])


def test_a_source_that_spoke_of_other_subjects_only_is_not_said_to_be_missing() -> None:
    told = sentences_of("nuisance", [fact()], ["police"], TEXTS)["nl"]["unknown"]
    assert "In de cijfers van de politie staat hier niets over." in told
    assert not any("nog geen cijfers van de politie" in sentence for sentence in told)


def test_what_is_zero_is_not_unknown() -> None:
    told = sentences_of("crime", [fact(value=0)], ["police"], TEXTS)["nl"]
    assert told["seen"] == ["Inbraak: 0 in 2024."]


def test_what_companies_say_stands_apart() -> None:
    told = sentences_of("crime", [fact(part=Part.COMPANIES, source="survey")], ["survey"], TEXTS)["en"]
    assert told["seen"] == []
    assert told["companies"] == ["Burglary: 15 in 2024."]


def test_the_largest_change_for_the_worse_comes_first() -> None:
    small = fact(key="a", before=14, before_when=in_year(2023), lower=True)
    large = fact(key="b", before=5, before_when=in_year(2023), lower=True)
    better = fact(key="c", before=40, before_when=in_year(2023), lower=True)
    neither = fact(key="d", before=1, before_when=in_year(2023))
    assert [one.key for one in worst_of([small, better, large, neither])] == ["b", "a"]


NAMES: list[tuple[str, Texts]] = [
    *((f"figures {kind.id}", kind.name) for kind in load_kinds().values()),
    *((f"indicator {one.id}", one.name) for one in load_safety().indicators.values()),
    *((f"point {one.id}", one.name) for one in load_inspection().types.values()),
    *((f"incident {one.id}", _reports(one.name)) for one in load_routing().kinds.values()),
]


@pytest.mark.parametrize(("what", "name"), NAMES, ids=[what for what, _ in NAMES])
def test_every_name_that_a_source_can_give_fits_a_sentence(what: str, name: Texts) -> None:
    # The phrase of a longer period stands only with rounds and incidents; the others name a year.
    when = LONGEST_WHEN if what.startswith(("point", "incident")) else in_year(2024)
    told = fact(name=name, unit=Unit.PERCENT if what.startswith("indicator") else Unit.COUNT, when=when)
    for language in LANGUAGES:
        for sentence in sentences(about(told, TEXTS, language)):
            assert words_of(sentence) <= MOST_WORDS, sentence


def test_every_sentence_of_the_file_is_short() -> None:
    for source in TEXTS.sources.values():
        for text in (*source.silent.values(), *source.elsewhere.values()):
            assert all(words_of(sentence) <= MOST_WORDS for sentence in sentences(text))


known = st.sampled_from([name for _, name in NAMES])
value = st.one_of(st.integers(0, 100_000).map(float), st.floats(0, 100, allow_nan=False).map(lambda x: round(x, 1)))
year = st.integers(2015, 2030)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    source = draw(st.sampled_from(sorted(TEXTS.sources)))
    return fact(
        key=draw(st.text(max_size=5)),
        aspect=draw(st.sampled_from(ASPECTS)),
        source=source,
        part=draw(st.sampled_from([Part.SEEN, Part.COMPANIES])),
        name=draw(known),
        value=draw(value),
        unit=draw(st.sampled_from(Unit)),
        when=in_year(draw(year)),
        before=draw(st.none() | value),
        before_when=in_year(draw(year)),
        elsewhere=draw(st.none() | value),
        elsewhere_when=in_year(draw(year)),
        lower=draw(st.sampled_from([True, False, None])),
        is_provisional=draw(st.booleans()),
    )


def numbers_in(texts: Iterable[str]) -> set[str]:
    return {number for text in texts for number in NUMBER.findall(text)}


@settings(max_examples=150, deadline=None)
@given(st.lists(facts(), max_size=8))
def test_the_analysis_says_no_number_that_no_source_holds(every: list[Fact]) -> None:
    for aspect in ASPECTS:
        mine = [one for one in every if one.aspect == aspect]
        for language, parts in sentences_of(aspect, every, {one.source for one in every}, TEXTS).items():
            held = {
                number_of(number, language)
                for one in mine
                for number in (one.value, one.before, one.elsewhere)
                if number is not None
            }
            held |= numbers_in(text for one in mine for text in (one.name[language], one.when[language]))
            held |= numbers_in(
                text for one in mine for text in (one.before_when[language], one.elsewhere_when[language])
            )
            told = [sentence for part in parts.values() for sentence in part]
            assert numbers_in(told) <= held
            assert all(words_of(one) <= MOST_WORDS for text in told for one in sentences(text))


@settings(max_examples=100, deadline=None)
@given(facts())
def test_a_fact_is_kept_and_read_without_a_change(one: Fact) -> None:
    assert Fact.read(one.plain()) == one
