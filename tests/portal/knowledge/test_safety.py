"""Aspects, parties and measures are read whole or refused, with the line that is wrong."""

import pytest

from weerbaar.portal.knowledge.safety import FOLDER, load_safety, read_safety
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.questionnaires.content import InvalidContent, read_content

ASPECTS = (FOLDER / "aspects.yaml").read_text("utf-8")
MEASURES = (FOLDER / "measures.yaml").read_text("utf-8")


def test_every_aspect_has_measures_and_every_measure_an_indicator() -> None:
    safety = load_safety()
    assert len(safety.aspects) == 14
    assert len(safety.measures) == 101
    assert {measure.aspect for measure in safety.measures.values()} == set(safety.aspects)
    assert safety.lead_days["L2"] == 31
    assert safety.aspects["undermining"].guard["en"].startswith("We describe an area")


def test_a_party_of_an_area_has_a_name() -> None:
    assert {kind.value for kind in PartnerKind if kind is not PartnerKind.OTHER} <= set(load_safety().parties)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("schema: measures/1", "schema: measures/2", "expected schema"),
        ("id: M-NUI-02", "id: M-NUI-01", "used before"),
        ("responsible: municipality", "responsible: nobody", "'nobody' is not known"),
        ("cost: C4", "cost: C9", "'C9' is not known"),
        ("kvo: true", "kvo: 1", "true or false"),
        ("aspect: nuisance", "aspect: noise", "'noise' is not known"),
    ],
)
def test_a_wrong_measure_is_refused_with_its_line(old: str, new: str, fault: str) -> None:
    text = MEASURES.replace(old, new, 1)
    with pytest.raises(InvalidContent, match=fault) as caught:
        read_safety(read_content(FOLDER / "aspects.yaml"), read_content(FOLDER / "measures.yaml", text))
    assert caught.value.line > 0


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("better: lower", "better: less", "'less' is not known"),
        ("  order: 2\n", "  order: 3\n", "not 1, 2, 3"),
        ("indicators: [IND-RUR-BARNS]", "indicators: [IND-RUR-BARN]", "'IND-RUR-BARN' is not known"),
        ("aspect: rural, unit", "aspect: rurals, unit", "no aspect 'rurals'"),
    ],
)
def test_a_wrong_aspect_is_refused_with_its_line(old: str, new: str, fault: str) -> None:
    assert old in ASPECTS
    text = ASPECTS.replace(old, new, 1)
    with pytest.raises(InvalidContent, match=fault):
        read_safety(read_content(FOLDER / "aspects.yaml", text), read_content(FOLDER / "measures.yaml"))
