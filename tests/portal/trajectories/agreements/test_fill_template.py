"""A model text says what is known of the area, and becomes the fields of its paper without losing a clause."""

from datetime import date

import pytest

from tests.portal.trajectories.area import area
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.agreements.fill_template import clauses_for, fields_for, known_values, paper_for
from weerbaar.portal.trajectories.agreements.read_templates import load_templates
from weerbaar.portal.trajectories.schemes.read_scheme import shipped_schemes
from weerbaar.portal.trajectories.selectors import trajectory_of
from weerbaar.portal.trajectories.services.keep_measure import set_goal

SEATED = ["park_manager", "association", "municipality"]


@pytest.mark.django_db
def test_what_is_known_of_the_area_is_filled_in() -> None:
    here = area()
    set_goal(here.trajectory, "IND-CRI-REG", "Minder inbraak.", baseline=9, target=5, by_day=None, actor=here.manager)
    values = known_values(trajectory_of(here.manager, here.trajectory), "nl", date(2026, 11, 24))
    assert values["area"] == "Meeuwenwaard"
    assert values["parties"].count(",") == 2
    assert " en Brandweer" in values["parties"]
    assert (values["start_date"], values["end_date"]) == ("24 november 2026", "24 november 2029")
    assert (values["goals"], values["meetings"], values["contact"]) == ("Minder inbraak", "4", "Chaima")


def test_what_is_missing_shows_and_who_is_not_there_is_bound_to_nothing() -> None:
    covenant = load_templates().all["AGR-COVENANT"]
    clauses = clauses_for(covenant, {"area": "Meeuwenwaard", "budget": " "}, SEATED, "nl")
    assert "Kosten: …. Zonder besluit betaalt niemand mee." in clauses
    assert "De politie geeft elk jaar cijfers en advies." not in clauses
    assert "De gemeente zorgt voor de openbare ruimte en antwoordt binnen twee weken." in clauses
    assert "{" not in "".join(clauses)


@pytest.mark.parametrize("scheme_id", ["kvo-classic", "kvo-own"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_needed_field_of_the_paper_is_filled_and_no_clause_is_lost(scheme_id: str, language: str) -> None:
    scheme = shipped_schemes()[scheme_id]
    values = {word: word.upper() for word in load_templates().placeholders}
    papers = [(paper_for(scheme, template), template) for template in load_templates().all.values()]
    for paper, template in papers:
        if paper is None:
            continue
        clauses = clauses_for(template, values, [*SEATED, *(kind.value for kind in PartnerKind)], language)
        fields = fields_for(template, paper, clauses, values)
        assert {name for name in paper.required if name != "signatures"} <= set(fields)
        assert set(fields) <= {*paper.required, *paper.optional}
        whole = "\n".join(fields.values())
        assert all(clause in whole for clause in clauses)
    assert sum(1 for paper, _ in papers if paper) == (3 if scheme_id == "kvo-classic" else 1)
