"""Every answer is kept, and how it is known decides which one counts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.portal.people import Bakery, bakery
from tests.portal.results import BAKERY, a_result
from tests.portal.runs import done
from weerbaar.portal.assessments.errors import AnswerFault, AnswerRefused, NoSuchQuestion
from weerbaar.portal.assessments.models import AnswerRevision, AnswersAreKept, StoredReceipt
from weerbaar.portal.assessments.receipts import from_document, to_document
from weerbaar.portal.assessments.selectors import assessment_of, receipts_of
from weerbaar.portal.assessments.services.record_answer import record_answer
from weerbaar.portal.assessments.services.start_assessment import start_assessment
from weerbaar.portal.assessments.services.store_receipt import finish_assessment, store_receipt
from weerbaar.portal.assessments.services.take_in_evidence import take_in_evidence
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.keep_result import keep_result
from weerbaar.questionnaires.answers import Provenance
from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.questionnaires.scoring import recompute

pytestmark = pytest.mark.django_db
BANK = load_bank("basisscan")
QUESTIONS = [question.id for question in BANK.questions]


@pytest.fixture
def here() -> Bakery:
    return bakery()


def kept(here: Bakery) -> None:
    """The result of a scan belongs to the company."""
    _run, holder = done(BAKERY)
    keep_result(here.id, holder, actor=here.anna.person)


def say(here: Bakery, question: str, choice: str, **options: object) -> None:
    record_answer(here.id, question, choice, actor=here.anna.person, **options)  # type: ignore[arg-type]


def test_without_a_scan_nothing_is_filled_in(here: Bakery) -> None:
    start_assessment(here.id, actor=here.anna.person)
    view = assessment_of(here.view())
    assert (view.started, view.measured, view.answered) == (True, 0, 0)
    assert len(view.open) == len(BANK.for_profile(9))


def test_what_could_not_be_measured_fills_in_nothing(here: Bakery) -> None:
    kept(here)
    start_assessment(here.id, actor=here.anna.person)
    said = {finding.check: finding.outcome for finding in a_result().findings}
    assert said["web.https"] == "not-determined"
    view = assessment_of(here.view())
    assert "BP3-07" not in view.answers
    assert "BP3-07" not in view.partial


def test_what_was_measured_answers_its_question_with_its_evidence(here: Bakery) -> None:
    kept(here)
    start_assessment(here.id, actor=here.anna.person)
    view = assessment_of(here.view())
    answer = view.answers["BP3-06"]
    assert (answer.provenance, view.measured) == (Provenance.MEASURED, 1)
    assert "mail.dmarc-policy/missing" in answer.evidence
    assert answer.at == a_result().started_at


def test_a_reader_and_a_stranger_cannot_answer(here: Bakery) -> None:
    with pytest.raises(NotAllowed):
        record_answer(here.id, "BP1-01", "yes", actor=here.bram.person)
    with pytest.raises(NoSuchOrganisation):
        record_answer(here.id, "BP1-01", "yes", actor=here.otto.person)
    assert not AnswerRevision.objects.exists()


def test_an_answer_is_checked_against_the_bank(here: Bakery) -> None:
    with pytest.raises(AnswerRefused) as no_choice:
        say(here, "BP1-01", "misschien")
    assert no_choice.value.fault is AnswerFault.NO_CHOICE
    with pytest.raises(AnswerRefused) as no_reason:
        say(here, "BP1-01", "na")
    assert no_reason.value.fault is AnswerFault.NO_REASON
    with pytest.raises(NoSuchQuestion):
        say(here, "BP9-99", "yes")


def test_a_small_company_is_spared_questions(here: Bakery) -> None:
    from weerbaar.portal.organisations.models import Organisation

    Organisation.objects.filter(id=here.id).update(size="1")
    with pytest.raises(NoSuchQuestion):
        say(here, "BP4-05", "yes")
    assert len(assessment_of(here.view()).questions) == len(BANK.questions) - 3


def test_answers_are_added_never_changed(here: Bakery) -> None:
    say(here, "BP1-01", "no")
    say(here, "BP1-01", "yes")
    say(here, "BP1-01", "yes")
    rows = list(AnswerRevision.objects.all())
    assert [row.choice for row in rows] == ["no", "yes"]
    assert assessment_of(here.view()).answers["BP1-01"].choice == "yes"
    with pytest.raises(AnswersAreKept):
        rows[0].save()


def test_two_tabs_that_answer_at_once_lose_nothing(here: Bakery) -> None:
    say(here, "BP1-01", "no")
    seen = assessment_of(here.view()).answers["BP1-01"].at
    record_answer(here.id, "BP1-01", "partly", actor=here.carla.person, seen=seen)
    with pytest.raises(AnswerRefused) as crossed:
        say(here, "BP1-01", "yes", seen=seen)
    assert crossed.value.fault is AnswerFault.CHANGED_MEANWHILE
    say(here, "BP1-01", "yes", seen=assessment_of(here.view()).answers["BP1-01"].at)
    assert [row.choice for row in AnswerRevision.objects.all()] == ["no", "partly", "yes"]


def measured(here: Bakery, question: str, choice: str, *, days_ago: int = 0) -> None:
    from weerbaar.portal.assessments.models import Assessment

    AnswerRevision.objects.create(
        assessment=Assessment.objects.get(organisation_id=here.id),
        question=question,
        choice=choice,
        provenance=Provenance.MEASURED.value,
        at=timezone.now() - timedelta(days=days_ago),
        evidence=["mail.dmarc-policy/missing"],
        bank_version=BANK.version,
    )


def test_what_was_measured_counts_before_what_is_said_and_both_are_shown(here: Bakery) -> None:
    start_assessment(here.id, actor=here.anna.person)
    measured(here, "BP3-06", "no", days_ago=3)
    say(here, "BP3-06", "yes")
    view = assessment_of(here.view())
    assert view.answers["BP3-06"].provenance is Provenance.MEASURED
    both = view.contradictions["BP3-06"]
    assert (both.stronger.choice, both.weaker.choice) == ("no", "yes")


def test_the_same_evidence_is_taken_in_once(here: Bakery) -> None:
    kept(here)
    start_assessment(here.id, actor=here.anna.person)
    before = AnswerRevision.objects.count()
    take_in_evidence(here.view())
    assert AnswerRevision.objects.count() == before


def test_a_finished_run_of_the_company_is_handed_to_the_followers(here: Bakery) -> None:
    from django_tasks_db.models import DBTaskResult

    kept(here)
    run = ScanRun.objects.get(owned_by__isnull=False)
    paths = {task.task_path for task in DBTaskResult.objects.all() if str(run.id) in str(task.args_kwargs)}
    assert "weerbaar.portal.assessments.tasks.take_in_run" in paths


def test_finishing_keeps_a_receipt_from_which_the_score_can_be_made_again(here: Bakery) -> None:
    for question in BANK.for_profile(9):
        say(here, question.id, question.choices[0].id)
    finish_assessment(here.id, actor=here.anna.person)
    ((_at, cause, receipt),) = receipts_of(here.view())
    assert cause == "finished"
    assert recompute(receipt, BANK) == receipt
    assert Event.objects.filter(word="person:assessment:finish", organisation_id=here.id).count() == 1


def test_the_same_score_is_not_kept_twice(here: Bakery) -> None:
    say(here, "BP1-01", "yes")
    finish_assessment(here.id, actor=here.anna.person)
    assert not store_receipt(here.view(), "measured")
    assert StoredReceipt.objects.count() == 1


def test_a_change_of_the_norm_is_kept_under_its_own_name(here: Bakery) -> None:
    say(here, "BP1-01", "yes")
    finish_assessment(here.id, actor=here.anna.person)
    stored = StoredReceipt.objects.get()
    StoredReceipt.objects.filter(id=stored.id).update(document={**stored.document, "rules": 0})
    assert store_receipt(here.view(), "measured")
    assert [cause for _at, cause, _receipt in receipts_of(here.view())] == ["finished", "norm-changed"]


def test_a_receipt_survives_being_stored(here: Bakery) -> None:
    say(here, "BP1-01", "na", reason="Wij hebben geen apparaten.")
    receipt = assessment_of(here.view()).receipt
    assert from_document(to_document(receipt)) == receipt


SAID = st.lists(st.tuples(st.sampled_from(QUESTIONS), st.integers(0, 4), st.booleans()), max_size=25)


class AnySequence(TestCase):
    """Whatever is answered and measured in whatever order."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(SAID)
    def test_no_sequence_of_answers_loses_one_or_makes_a_score_that_its_receipt_cannot_make_again(
        self, said: list[tuple[str, int, bool]]
    ) -> None:
        here = bakery()
        start_assessment(here.id, actor=here.anna.person)
        asked = {question.id: question for question in BANK.for_profile(9)}
        for number, (question_id, index, by_measuring) in enumerate(said):
            if question_id not in asked:
                continue
            choice = asked[question_id].choices[index].id
            if by_measuring:
                measured(here, question_id, choice)
            else:
                say(here, question_id, choice, reason=f"reden {number}")
        view = assessment_of(here.view())
        stored = AnswerRevision.objects.filter(assessment__organisation_id=here.id).count()
        assert len(view.revisions) == stored
        assert recompute(view.receipt, BANK) == view.receipt
        assert from_document(to_document(view.receipt)) == view.receipt
