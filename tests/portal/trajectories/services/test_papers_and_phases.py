"""Papers are written, fixed, signed and adopted; a phase ends when its rule is met, or with a name and a reason."""

import pytest

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.errors import (
    AlreadyUnderWay,
    NoSuchTrajectory,
    PaperFault,
    PaperRefused,
    PhaseNotOver,
    SignatureFault,
    SignatureRefused,
    UnknownScheme,
)
from weerbaar.portal.trajectories.models import KvoHistoryIsKept, Paper, PhaseStep, Signature, Trajectory
from weerbaar.portal.trajectories.schemes.read_scheme import shipped_schemes
from weerbaar.portal.trajectories.selectors import trajectory_of
from weerbaar.portal.trajectories.services.begin_trajectory import begin_trajectory
from weerbaar.portal.trajectories.services.end_phase import pass_phase, waive_phase
from weerbaar.portal.trajectories.services.sign_paper import sign_paper
from weerbaar.portal.trajectories.services.write_paper import adopt_paper, excuse_paper, submit_paper, write_paper

pytestmark = pytest.mark.django_db
CLASSIC = shipped_schemes()["kvo-classic"]


def submitted(here: Area, kind: str) -> Paper:
    fields = {name: f"Tekst over {name}" for name in CLASSIC.artefacts[kind].required if name != "signatures"}
    paper_id = write_paper(here.trajectory, kind, fields, actor=here.manager)
    submit_paper(here.trajectory, paper_id, actor=here.manager)
    return Paper.objects.get(id=paper_id)


def adopted(here: Area, kind: str) -> Paper:
    paper = submitted(here, kind)
    adopt_paper(here.trajectory, paper.id, actor=here.manager)
    return paper


def signed(here: Area, kind: str) -> Paper:
    paper = submitted(here, kind)
    for party in here.partners:
        sign_paper(here.trajectory, paper.id, paper.text_hash, actor=here.at(party))
    return paper


def phase(here: Area) -> str:
    return Trajectory.objects.get(id=here.trajectory).phase


def test_a_trajectory_begins_in_the_first_phase_and_keeps_its_scheme() -> None:
    here = area()
    row = Trajectory.objects.get(id=here.trajectory)
    assert (row.phase, row.cycle, row.scheme_version) == ("orientation", 1, CLASSIC.version)
    assert "kvo-classic" in row.scheme_text
    with pytest.raises(AlreadyUnderWay):
        begin_trajectory(here.park.id, "kvo-own", actor=here.manager)
    with pytest.raises(UnknownScheme):
        begin_trajectory(here.park.id, "kvo-unknown", actor=here.manager)


def test_a_phase_that_lacks_something_does_not_end_and_tells_what() -> None:
    here = area()
    with pytest.raises(PhaseNotOver) as refused:
        pass_phase(here.trajectory, actor=here.manager)
    assert len(refused.value.missing) == 1
    assert phase(here) == "orientation"


def test_a_phase_ends_once_its_rule_is_met() -> None:
    here = area()
    adopted(here, "area_sheet")
    assert pass_phase(here.trajectory, actor=here.manager) == "cooperation"
    signed(here, "letter_of_intent")
    adopted(here, "working_group")
    excuse_paper(here.trajectory, "covenant", "Eén eigenaar: er is al een contract.", actor=here.manager)
    assert pass_phase(here.trajectory, actor=here.manager) == "analysis"
    assert [step.verb for step in PhaseStep.objects.order_by("at", "id").filter(phase="cooperation")][-1] == "pass"


def test_too_few_parties_keep_the_first_phase_open() -> None:
    here = area(partners=(PartnerKind.ASSOCIATION, PartnerKind.POLICE))
    adopted(here, "area_sheet")
    with pytest.raises(PhaseNotOver):
        pass_phase(here.trajectory, actor=here.manager)


def test_a_phase_is_waived_with_a_name_and_a_reason_only() -> None:
    here = area()
    with pytest.raises(PaperRefused):
        waive_phase(here.trajectory, "  ", actor=here.manager)
    assert waive_phase(here.trajectory, "De politie komt er later bij.", actor=here.manager) == "cooperation"
    step = PhaseStep.objects.get(verb="waive")
    assert (step.by_name, step.reason) == ("Chaima", "De politie komt er later bij.")
    assert step.lacking
    assert [waived.reason for waived in trajectory_of(here.manager, here.trajectory).waived] == [step.reason]


def test_a_reason_that_was_not_needed_is_no_waiver() -> None:
    here = area()
    adopted(here, "area_sheet")
    waive_phase(here.trajectory, "Voor de zekerheid.", actor=here.manager)
    assert not PhaseStep.objects.filter(verb="waive").exists()


def test_a_signature_holds_for_the_text_that_was_shown() -> None:
    here = area()
    paper = submitted(here, "letter_of_intent")
    police = here.at(PartnerKind.POLICE)
    with pytest.raises(SignatureRefused) as refused:
        sign_paper(here.trajectory, paper.id, "0" * 64, actor=police)
    assert refused.value.fault is SignatureFault.OTHER_TEXT
    sign_paper(here.trajectory, paper.id, paper.text_hash, actor=police)
    with pytest.raises(SignatureRefused) as refused:
        sign_paper(here.trajectory, paper.id, paper.text_hash, actor=police)
    assert refused.value.fault is SignatureFault.SIGNED_BEFORE
    with pytest.raises(SignatureRefused) as refused:
        sign_paper(here.trajectory, paper.id, paper.text_hash, actor=here.manager)
    assert refused.value.fault is SignatureFault.NO_PARTY


def test_a_changed_text_is_a_new_edition_that_nobody_signed() -> None:
    here = area()
    first = signed(here, "letter_of_intent")
    second_id = write_paper(here.trajectory, "letter_of_intent", {"goal": "Iets heel anders"}, actor=here.manager)
    second = Paper.objects.get(id=second_id)
    assert (first.edition, second.edition) == (1, 2)
    assert Signature.objects.filter(paper=first).count() == 4
    with pytest.raises(SignatureRefused) as refused:
        sign_paper(here.trajectory, second_id, "", actor=here.at(PartnerKind.POLICE))
    assert refused.value.fault is SignatureFault.NOT_SUBMITTED


def test_papers_that_lack_a_field_or_have_a_strange_one_are_refused() -> None:
    here = area()
    with pytest.raises(PaperRefused) as refused:
        write_paper(here.trajectory, "area_sheet", {"colour": "blue"}, actor=here.manager)
    assert (refused.value.fault, refused.value.fields) == (PaperFault.UNKNOWN_FIELD, ("colour",))
    paper_id = write_paper(here.trajectory, "area_sheet", {"boundary": "Tot de rivier"}, actor=here.manager)
    with pytest.raises(PaperRefused) as refused:
        submit_paper(here.trajectory, paper_id, actor=here.manager)
    assert refused.value.fault is PaperFault.FIELD_EMPTY
    assert "sectors" in refused.value.fields
    with pytest.raises(PaperRefused):
        adopt_paper(here.trajectory, paper_id, actor=here.manager)
    with pytest.raises(PaperRefused) as refused:
        write_paper(here.trajectory, "poem", {}, actor=here.manager)
    assert refused.value.fault is PaperFault.UNKNOWN_KIND


def test_partners_read_and_sign_but_do_not_run_it_and_strangers_find_nothing() -> None:
    here = area()
    police = here.at(PartnerKind.POLICE)
    assert trajectory_of(police, here.trajectory).signs_for == "police"
    for refused in (
        lambda: write_paper(here.trajectory, "area_sheet", {}, actor=police),
        lambda: pass_phase(here.trajectory, actor=police),
        lambda: excuse_paper(here.trajectory, "covenant", "Nee", actor=police),
    ):
        with pytest.raises(ParkNotAllowed):
            refused()
    with pytest.raises(NoSuchTrajectory):
        trajectory_of(here.outsider.person, here.trajectory)
    with pytest.raises(NoSuchTrajectory):
        pass_phase(here.trajectory, actor=here.outsider.person)


def test_what_happened_stays_as_it_was_written_and_is_in_the_audit_trail() -> None:
    here = area()
    step = PhaseStep.objects.get()
    step.reason = "Iets anders"
    with pytest.raises(KvoHistoryIsKept):
        step.save()
    signed(here, "letter_of_intent")
    words = list(Event.objects.filter(word__contains="paper").values_list("word", flat=True))
    assert words.count("person:paper:sign") == 4


def test_after_the_last_phase_a_new_term_begins_and_old_papers_do_not_count() -> None:
    here = area()
    adopted(here, "area_sheet")
    for _ in CLASSIC.phases:
        waive_phase(here.trajectory, "In deze proef slaan we over.", actor=here.manager)
    row = Trajectory.objects.get(id=here.trajectory)
    assert (row.cycle, row.phase) == (2, "orientation")
    with pytest.raises(PhaseNotOver):
        pass_phase(here.trajectory, actor=here.manager)
