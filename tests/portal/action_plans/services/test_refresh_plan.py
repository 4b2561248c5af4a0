"""The plan follows measurements and answers, twice as well as once, and nothing in it is ever lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.action_plans.company import GOOD, action, domain_of, measured, say, with_dmarc
from tests.portal.people import Bakery, bakery
from weerbaar.portal.action_plans.models import Action, ActionStep
from weerbaar.portal.action_plans.services.decide_action import decline_action
from weerbaar.portal.action_plans.services.refresh_plan import refresh_plan
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.assessments.models import AnswerRevision, Assessment
from weerbaar.portal.audit.models import Event
from weerbaar.portal.scans.services.remove_target import remove_target

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    return bakery()


def everything() -> tuple[list[object], int, int]:
    return list(Action.objects.order_by("id").values()), ActionStep.objects.count(), Event.objects.count()


def test_a_measurement_opens_an_action_for_each_cause(here: Bakery) -> None:
    run_id = measured(here, domain_of(here), with_dmarc(None))
    row = action(here, "ACT-MAILAUTH")
    assert row.state == State.OPEN
    assert "mail.dmarc-policy/missing" in row.traces[0]["findings"]
    assert row.traces[0]["run"] == str(run_id)
    assert Action.objects.filter(cause="name-servers").count() == 1


def test_an_answer_opens_an_action_too(here: Bakery) -> None:
    say(here, "BP4-01", "no")
    assert action(here, "ACT-MFA").state == State.OPEN
    assert Event.objects.filter(word="worker:action:find", organisation_id=here.id).count() == 1


def test_taking_in_twice_is_as_taking_in_once(here: Bakery) -> None:
    measured(here, domain_of(here), with_dmarc(None))
    say(here, "BP4-01", "no")
    before = everything()
    assert refresh_plan(here.id) == ()
    assert everything() == before


def test_a_run_that_sees_it_fixed_verifies_with_the_run_as_proof(here: Bakery) -> None:
    target = domain_of(here)
    measured(here, target, with_dmarc(None))
    run_id = measured(here, target, with_dmarc(GOOD))
    row = action(here, "ACT-MAILAUTH")
    assert (row.state, row.proof) == (State.VERIFIED, [str(run_id)])
    assert row.steps.get(verb="verify").runs == [str(run_id)]


def test_a_run_that_could_not_see_it_changes_nothing(here: Bakery) -> None:
    target = domain_of(here)
    measured(here, target, with_dmarc(None))
    traces = action(here, "ACT-MAILAUTH").traces
    measured(here, target, with_dmarc(None, seen=False))
    row = action(here, "ACT-MAILAUTH")
    assert (row.state, row.traces) == (State.OPEN, traces)


def test_a_cause_that_comes_back_opens_only_when_the_caller_says_so(here: Bakery) -> None:
    target = domain_of(here)
    for record in (None, GOOD, None):
        measured(here, target, with_dmarc(record))
    assert action(here, "ACT-MAILAUTH").state == State.VERIFIED
    assert refresh_plan(here.id, reopen={"ACT-MAILAUTH"}) == ("ACT-MAILAUTH",)
    row = action(here, "ACT-MAILAUTH")
    assert (row.state, row.proof, row.solved_at) == (State.OPEN, [], None)
    assert refresh_plan(here.id, reopen={"ACT-MAILAUTH"}) == ()


def test_declined_and_measured_well_is_verified_all_the_same(here: Bakery) -> None:
    target = domain_of(here)
    measured(here, target, with_dmarc(None))
    decline_action(here.id, action(here, "ACT-MAILAUTH").id, "Komt later.", actor=here.anna.person)
    measured(here, target, with_dmarc(None))
    assert action(here, "ACT-MAILAUTH").state == State.DECLINED
    measured(here, target, with_dmarc(GOOD))
    assert action(here, "ACT-MAILAUTH").state == State.VERIFIED


def test_a_better_answer_settles_and_a_worse_one_opens_again(here: Bakery) -> None:
    say(here, "BP5-02", "no", days_ago=3)
    say(here, "BP5-02", "yes", days_ago=2)
    assert action(here, "ACT-OFFLINE").state == State.CONFIRMED
    Action.objects.update(solved_at=timezone.now() - timedelta(days=2))
    say(here, "BP5-02", "no")
    assert action(here, "ACT-OFFLINE").state == State.OPEN


@pytest.mark.parametrize(
    ("evidence", "state"), [("dev.updates/off", State.OPEN), ("web.cms-version/x", State.CONFIRMED)]
)
def test_a_device_needs_no_second_look_and_a_scan_does(here: Bakery, evidence: str, state: State) -> None:
    say(here, "BP3-01", "no", days_ago=3)
    say(here, "BP3-01", "yes", days_ago=2)
    Action.objects.update(solved_at=timezone.now() - timedelta(days=2))
    AnswerRevision.objects.create(
        assessment=Assessment.objects.get(),
        question="BP3-01",
        choice="no",
        provenance="measured",
        at=timezone.now(),
        evidence=[evidence],
        bank_version=1,
    )
    refresh_plan(here.id)
    assert action(here, "ACT-UPDATES").state == state


def test_an_action_of_a_domain_that_is_gone_lapses_and_stays(here: Bakery) -> None:
    target = domain_of(here)
    measured(here, target, with_dmarc(None))
    count = Action.objects.count()
    remove_target(here.id, target, actor=here.anna.person)
    refresh_plan(here.id)
    assert Action.objects.count() == count
    assert set(Action.objects.values_list("state", flat=True)) == {State.LAPSED}


def test_a_lapsed_action_opens_by_itself_when_the_domain_is_back(here: Bakery) -> None:
    target = domain_of(here)
    measured(here, target, with_dmarc(None))
    remove_target(here.id, target, actor=here.anna.person)
    refresh_plan(here.id)
    measured(here, domain_of(here), with_dmarc(None))
    assert action(here, "ACT-MAILAUTH").state == State.OPEN


def test_a_company_that_is_gone_is_no_trouble() -> None:
    import uuid

    assert refresh_plan(uuid.UUID(int=1)) == ()
