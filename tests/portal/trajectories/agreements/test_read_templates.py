"""Model texts are whole, or refused with file and line."""

import pytest

from weerbaar.portal.trajectories.agreements.read_templates import FILE, load_templates, read_templates
from weerbaar.portal.trajectories.schemes.read_scheme import shipped_schemes
from weerbaar.questionnaires.content import InvalidContent, read_content

TEXT = FILE.read_text("utf-8")


def test_every_model_text_that_a_scheme_names_is_there() -> None:
    named = {kind.template for scheme in shipped_schemes().values() for kind in scheme.artefacts.values()} - {""}
    assert named <= set(load_templates().all)
    assert set(load_templates().all) == {"AGR-INTENT", "AGR-COVENANT", "AGR-HOUSERULES", "AGR-FIGURES"}


def test_no_sentence_of_a_model_text_is_long() -> None:
    for template in load_templates().all.values():
        for clause in template.clauses:
            for sentence in clause.text["nl"].split(". "):
                assert len(sentence.split()) <= 20


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("agreement-templates/1", "agreement-templates/2", "expected schema"),
        ("id: AGR-COVENANT", "id: AGR-INTENT", "was used before"),
        ("Vragen gaan naar {contact}.", "Vragen gaan naar {email}.", "stands not in uses"),
        ('en: "Questions go to {contact}."', 'en: "Questions go on."', "do not say the same"),
        ("role: police", "role: butcher", "is not known"),
        ("fill: {parties: parties, area: area}", "fill: {parties: budget}", "is not known"),
        ("field: [goal]", "field: goal", "expected a list of fields"),
        ("uses: [area, contact, start_date, end_date]", "uses: [area, contact, chair, start_date, end_date]", "say"),
        ("  budget: {nl", '  dog: {nl: "hond", en: "dog"}\n  budget: {nl', "is used in no template"),
        ("signatures: [police]", "signatures: [butcher]", "is not known"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_by_its_line(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(InvalidContent, match=said) as refused:
        read_templates(read_content(FILE, TEXT.replace(old, new, 1)))
    assert refused.value.line > 0
