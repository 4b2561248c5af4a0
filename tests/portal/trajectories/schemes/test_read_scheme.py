"""A scheme file is read whole or refused, with the line that is wrong."""

import pytest

from weerbaar.portal.trajectories.schemes.read_scheme import FOLDER, read_scheme, shipped_schemes
from weerbaar.portal.trajectories.schemes.rules import All, AnyOf, Count, HasReason, HasState, SignedBy, Within
from weerbaar.portal.trajectories.schemes.scheme import SchemeStatus
from weerbaar.portal.trajectories.schemes.states import ArtefactState
from weerbaar.questionnaires.content import InvalidContent, read_content

OWN = (FOLDER / "own.yaml").read_text("utf-8")


def test_two_schemes_ship_and_neither_claims_to_be_for_an_audit() -> None:
    schemes = shipped_schemes()
    assert set(schemes) == {"kvo-classic", "kvo-own"}
    assert {scheme.status for scheme in schemes.values()} == {SchemeStatus.EXAMPLE, SchemeStatus.TEMPLATE}
    assert all(scheme.disclaimer["nl"] and scheme.disclaimer["en"] for scheme in schemes.values())


def test_the_classic_scheme_goes_from_exploring_to_recertification() -> None:
    classic = shipped_schemes()["kvo-classic"]
    assert [phase.id for phase in classic.phases][0::7] == ["orientation", "recertification"]
    assert classic.after("orientation") == classic.phases[1]
    assert classic.after("recertification") is None
    assert classic.number("term_months") == 36
    assert "fire_brigade" in classic.parties("minimum_partners")
    with pytest.raises(TypeError):
        classic.number("minimum_partners")
    with pytest.raises(KeyError):
        classic.phase("nowhere")


def test_parameters_stand_in_the_rules_as_values() -> None:
    classic = shipped_schemes()["kvo-classic"]
    cooperation = classic.phase("cooperation").exit
    assert isinstance(cooperation, All)
    assert cooperation.rules[0] == SignedBy("letter_of_intent", tuple(classic.parties("minimum_partners")))
    assert cooperation.rules[1] == HasState("working_group", ArtefactState.ADOPTED)
    assert isinstance(cooperation.rules[2], AnyOf)
    assert HasReason("covenant") in cooperation.rules[2].rules
    carry_out = classic.phase("carry_out").exit
    assert isinstance(carry_out, All)
    assert carry_out.rules[0] == Count("meeting", {"last_months": 12}, 4, None)
    assert Within("year_evaluation", 12) in carry_out.rules


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("schema: kvo-scheme/1", "schema: kvo-scheme/2", "expected schema"),
        ("state: adopted}]}", "state: finished}]}", "'finished' is none of"),
        ("{artefact: analysis_short, state: adopted}", "{artefact: nothing, state: adopted}", "no artefact 'nothing'"),
        ("signed_by: $minimum_partners", "signed_by: $nobody", "no parameter 'nobody'"),
        ("gte: $executed_measures_min", "gte: $minimum_partners", "expected a whole number"),
        ("{artefact: evaluation, state: adopted}", "{run: 'import os'}", "exactly one of"),
        ("{artefact: evaluation, state: adopted}", "{artefact: evaluation, reason: evaluation}", "exactly one of"),
        ("{artefact: evaluation, state: adopted}", "{artefact: evaluation, state: adopted, gte: 1}", "does not belong"),
        ("artefacts: [evaluation]", "artefacts: []", "asked for in no phase"),
        ("  order: 4\n", "  order: 5\n", "not 1, 2, 3"),
        ("{month: 12, yearly: true}", "{when_we_like: true}", "no moment we know"),
        ("value: 36, verified: false", "value: 36, verified: true", "names a source"),
        ("order: [agreement,", "order: [agrement,", "there is no 'agrement'"),
        ("{count: measure, where: {state_in: [done, checked]}, gte: $executed_measures_min}", "{count: measure}", "gte or lte"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_line(old: str, new: str, fault: str) -> None:
    assert old in OWN
    text = OWN.replace(old, new)
    with pytest.raises(InvalidContent, match=fault) as caught:
        read_scheme(read_content(FOLDER / "own.yaml", text))
    assert caught.value.file == "own.yaml"
    assert caught.value.line > 0
