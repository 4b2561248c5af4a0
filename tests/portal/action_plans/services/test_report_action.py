"""Reported done is not done: a run that begins afterwards decides, or evidence where no run can see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.action_plans.company import GOOD, action, domain_of, ended, measured, say, waiting_runs, with_dmarc
from tests.portal.people import Bakery, bakery
from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused, NoSuchAction, NotPossibleNow
from weerbaar.portal.action_plans.services.confirm_action import confirm_action
from weerbaar.portal.action_plans.services.report_action import prove_reported, report_action
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.assessments.selectors import assessment_of
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.purposes import Purpose

pytestmark = pytest.mark.django_db
EVIDENCE = "De leverancier stuurde een foto van de losse schijf."


@pytest.fixture
def here() -> Bakery:
    return bakery()


def test_reporting_measures_just_the_domains_that_the_action_concerns(here: Bakery) -> None:
    measured(here, domain_of(here), with_dmarc(None))
    measured(here, domain_of(here, "goed.example"), with_dmarc(GOOD, "goed.example"))
    reported = report_action(here.id, action(here, "ACT-MAILAUTH").id, actor=here.anna.person)
    (run,) = waiting_runs()
    assert (reported.measurable, reported.runs, reported.later) == (True, (run.id,), 0)
    assert (run.target, run.purpose) == ("bakkerij-deegrol.example", Purpose.PROOF)


def test_the_run_after_the_report_verifies(here: Bakery) -> None:
    measured(here, domain_of(here), with_dmarc(None))
    (run_id,) = report_action(here.id, action(here, "ACT-MAILAUTH").id, actor=here.anna.person).runs
    ended(run_id, with_dmarc(GOOD))
    row = action(here, "ACT-MAILAUTH")
    assert (row.state, row.proof) == (State.VERIFIED, [str(run_id)])


def test_the_run_after_the_report_contradicts(here: Bakery) -> None:
    measured(here, domain_of(here), with_dmarc(None))
    (run_id,) = report_action(here.id, action(here, "ACT-MAILAUTH").id, actor=here.anna.person).runs
    ended(run_id, with_dmarc(None))
    row = action(here, "ACT-MAILAUTH")
    assert row.state == State.IN_PROGRESS
    assert row.steps.get(verb="contradict").runs == [str(run_id)]


def test_a_run_that_began_before_the_report_contradicts_nothing_and_is_followed_by_another(here: Bakery) -> None:
    target = domain_of(here)
    measured(here, target, with_dmarc(None))
    (run_id,) = report_action(here.id, action(here, "ACT-MAILAUTH").id, actor=here.anna.person).runs
    ended(run_id, with_dmarc(None), at=timezone.now() - timedelta(minutes=1))
    assert action(here, "ACT-MAILAUTH").state == State.REPORTED
    assert prove_reported() == 1
    assert len(waiting_runs()) == 1


def test_a_run_that_sees_nothing_leaves_it_reported_and_is_not_repeated_for_ever(here: Bakery) -> None:
    measured(here, domain_of(here), with_dmarc(None))
    (run_id,) = report_action(here.id, action(here, "ACT-MAILAUTH").id, actor=here.anna.person).runs
    ended(run_id, with_dmarc(None, seen=False))
    assert action(here, "ACT-MAILAUTH").state == State.REPORTED
    assert prove_reported() == 0


def test_what_may_not_be_measured_now_is_measured_later(here: Bakery, settings: object) -> None:
    measured(here, domain_of(here), with_dmarc(None))
    settings.SCANS_PER_TARGET_PER_HOUR = 1  # type: ignore[attr-defined]
    reported = report_action(here.id, action(here, "ACT-MAILAUTH").id, actor=here.anna.person)
    assert (reported.measurable, reported.runs, reported.later) == (True, (), 1)
    assert prove_reported() == 0
    ScanRun.objects.update(queued_at=timezone.now() - timedelta(hours=2))
    assert prove_reported() == 1


def test_what_no_run_can_see_is_confirmed_with_evidence_and_answers_its_question(here: Bakery) -> None:
    say(here, "BP5-02", "no")
    row = action(here, "ACT-OFFLINE")
    assert report_action(here.id, row.id, actor=here.anna.person).measurable is False
    today = timezone.localdate()
    confirm_action(here.id, row.id, EVIDENCE, today, actor=here.anna.person)
    row.refresh_from_db()
    assert (row.state, row.evidence, row.evidence_on) == (State.CONFIRMED, EVIDENCE, today)
    assert assessment_of(here.view()).answers["BP5-02"].choice == "yes"


@pytest.mark.parametrize(("days", "choice"), [(10, "lt6m"), (200, "lt12m"), (500, "never")])
def test_how_long_ago_decides_what_is_answered(here: Bakery, days: int, choice: str) -> None:
    say(here, "BP5-03", "never")
    row = action(here, "ACT-RESTORE")
    report_action(here.id, row.id, actor=here.anna.person)
    on = timezone.localdate() - timedelta(days=days)
    confirm_action(here.id, row.id, EVIDENCE, on, actor=here.anna.person)
    assert assessment_of(here.view()).answers["BP5-03"].choice == choice


def test_evidence_is_a_sentence_and_a_day_that_has_come(here: Bakery) -> None:
    say(here, "BP5-02", "no")
    row, today = action(here, "ACT-OFFLINE"), timezone.localdate()
    with pytest.raises(NotPossibleNow):
        confirm_action(here.id, row.id, EVIDENCE, today, actor=here.anna.person)
    report_action(here.id, row.id, actor=here.anna.person)
    for evidence, on, fault in (
        ("  ", today, ActionFault.NO_EVIDENCE),
        (EVIDENCE, today + timedelta(days=1), ActionFault.FUTURE_DATE),
    ):
        with pytest.raises(ActionRefused) as refused:
            confirm_action(here.id, row.id, evidence, on, actor=here.anna.person)
        assert refused.value.fault is fault
    row.refresh_from_db()
    assert row.state == State.REPORTED


def test_no_evidence_outweighs_what_a_run_still_sees(here: Bakery) -> None:
    measured(here, domain_of(here), with_dmarc(None))
    row = action(here, "ACT-MAILAUTH")
    report_action(here.id, row.id, actor=here.anna.person)
    with pytest.raises(ActionRefused) as refused:
        confirm_action(here.id, row.id, EVIDENCE, timezone.localdate(), actor=here.anna.person)
    assert refused.value.fault is ActionFault.CAN_BE_MEASURED


def test_only_who_works_there_reports(here: Bakery) -> None:
    say(here, "BP5-02", "no")
    row = action(here, "ACT-OFFLINE")
    with pytest.raises(NotAllowed):
        report_action(here.id, row.id, actor=here.bram.person)
    with pytest.raises(NoSuchOrganisation):
        report_action(here.id, row.id, actor=here.otto.person)
    with pytest.raises(NoSuchAction):
        report_action(here.otto_id, row.id, actor=here.otto.person)
    report_action(here.id, row.id, actor=here.carla.person)


def test_reporting_twice_is_refused(here: Bakery) -> None:
    say(here, "BP5-02", "no")
    row = action(here, "ACT-OFFLINE")
    report_action(here.id, row.id, actor=here.anna.person)
    with pytest.raises(NotPossibleNow):
        report_action(here.id, row.id, actor=here.anna.person)
