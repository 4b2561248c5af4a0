"""A link to just these tasks: it ends, it can be closed, it can have a password, and it reaches nothing else."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.action_plans.company import action, domain_of, measured, say, waiting_runs, with_dmarc
from tests.portal.people import Bakery, bakery
from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused, HandoverFault, NoSuchAction, NoSuchHandover
from weerbaar.portal.action_plans.handover_selectors import handovers_of, tasks_of
from weerbaar.portal.action_plans.message_kinds import MessageKind
from weerbaar.portal.action_plans.models import Action, Handover
from weerbaar.portal.action_plans.selectors import action_of
from weerbaar.portal.action_plans.services.answer_handover import (
    MOST_WRONG_TRIES,
    Supplier,
    ask_company,
    note_look,
    refuse_by_supplier,
    report_by_supplier,
    take_on,
    try_password,
)
from weerbaar.portal.action_plans.services.answer_supplier import answer_supplier
from weerbaar.portal.action_plans.services.decide_action import take_action
from weerbaar.portal.action_plans.services.hand_over import (
    HandoverOrder,
    HandoverReceipt,
    hand_over,
    take_back_expired,
    withdraw_handover,
)
from weerbaar.portal.action_plans.services.report_action import start_proof
from weerbaar.portal.action_plans.states import State, Verb
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.scanner.vocabulary.language import Language

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    place = bakery()
    measured(place, domain_of(place), with_dmarc(None))
    say(place, "BP5-02", "no")
    return place


def handed(here: Bakery, *causes: str, **options: object) -> HandoverReceipt:
    ids = tuple(action(here, cause).id for cause in causes)
    order = HandoverOrder(ids, "Netkracht IT", **options)  # type: ignore[arg-type]
    return hand_over(here.id, order, actor=here.anna.person)


def holder(receipt: HandoverReceipt, *, shown: bool = True) -> Supplier:
    return Supplier(LinkHolder(receipt.token), shown)


def test_the_supplier_sees_just_these_tasks(here: Bakery) -> None:
    receipt = handed(here, "ACT-MAILAUTH")
    found = tasks_of(holder(receipt), Language.NL)
    assert [task.item.cause for task in found.tasks] == ["ACT-MAILAUTH"]
    assert (found.company, found.supplier, found.asked_by) == ("Bakkerij Deegrol", "Netkracht IT", "Anna")
    assert found.tasks[0].item.text.parts[0].task.fixes
    assert found.tasks[0].measured_at is not None


def test_the_secret_is_not_in_the_database(here: Bakery) -> None:
    receipt = handed(here, "ACT-MAILAUTH", password="langgenoeg")
    row = Handover.objects.get()
    assert receipt.token not in str(vars(row))
    assert "langgenoeg" not in str(vars(row))


def test_the_supplier_accepts_starts_and_reports_done(here: Bakery) -> None:
    receipt = handed(here, "ACT-MAILAUTH")
    row = action(here, "ACT-MAILAUTH")
    assert (row.state, row.held_by_id) == (State.OFFERED, receipt.id)
    for verb, state in ((Verb.ACCEPT, State.ACCEPTED), (Verb.START, State.IN_PROGRESS)):
        take_on(holder(receipt), row.id, verb)
        row.refresh_from_db()
        assert row.state == state
    said = report_by_supplier(holder(receipt), row.id, "Record staat erin.")
    assert (said.kind, said.organisation_id) == (MessageKind.DONE, here.id)
    assert len(start_proof(row.id).runs) == len(waiting_runs()) == 1
    steps = action_of(here.view(), row.id, Language.NL).steps
    assert (steps[-1].verb, steps[-1].who, steps[-1].text) == ("report", "Netkracht IT", "Record staat erin.")


def test_a_question_and_its_answer_stand_at_both_sides(here: Bakery) -> None:
    receipt, row = handed(here, "ACT-MAILAUTH"), action(here, "ACT-MAILAUTH")
    ask_company(holder(receipt), row.id, "Mailen jullie ook via een nieuwsbrief?")
    assert action_of(here.view(), row.id, Language.NL).waits_for_answer
    answer_supplier(here.id, row.id, "Ja, één keer per maand.", actor=here.carla.person)
    for messages in (
        action_of(here.view(), row.id, Language.NL).messages,
        tasks_of(holder(receipt), Language.NL).tasks[0].messages,
    ):
        assert [(message.kind, message.who) for message in messages] == [
            (MessageKind.QUESTION, "Netkracht IT"),
            (MessageKind.ANSWER, "Carla"),
        ]


def test_refusing_needs_a_reason_and_gives_the_task_back(here: Bakery) -> None:
    receipt, row = handed(here, "ACT-MAILAUTH"), action(here, "ACT-MAILAUTH")
    with pytest.raises(ActionRefused) as refused:
        refuse_by_supplier(holder(receipt), row.id, " ")
    assert refused.value.fault is ActionFault.NO_REASON
    refuse_by_supplier(holder(receipt), row.id, "Het domein staat bij een ander.")
    row.refresh_from_db()
    assert (row.state, row.held_by_id) == (State.OPEN, None)
    with pytest.raises(NoSuchAction):
        take_on(holder(receipt), row.id, Verb.ACCEPT)


def test_a_link_does_not_reach_other_actions(here: Bakery) -> None:
    receipt = handed(here, "ACT-MAILAUTH")
    other = action(here, "ACT-OFFLINE")
    with pytest.raises(NoSuchAction):
        report_by_supplier(holder(receipt), other.id)
    with pytest.raises(NoSuchAction):
        ask_company(holder(receipt), other.id, "Wat is dit?")


def test_a_withdrawn_link_opens_nothing_and_gives_its_tasks_back(here: Bakery) -> None:
    receipt = handed(here, "ACT-MAILAUTH")
    withdraw_handover(here.id, receipt.id, actor=here.carla.person)
    with pytest.raises(NoSuchHandover) as gone:
        tasks_of(holder(receipt), Language.NL)
    assert gone.value.fault is HandoverFault.WITHDRAWN
    assert gone.value.since is not None
    assert action(here, "ACT-MAILAUTH").state == State.OPEN
    before = Event.objects.count()
    withdraw_handover(here.id, receipt.id, actor=here.anna.person)
    assert Event.objects.count() == before


def test_an_expired_link_opens_nothing_and_gives_its_tasks_back(here: Bakery) -> None:
    receipt = handed(here, "ACT-MAILAUTH", days=14)
    Handover.objects.update(expires_at=timezone.now() - timedelta(days=1))
    with pytest.raises(NoSuchHandover) as gone:
        note_look(holder(receipt))
    assert gone.value.fault is HandoverFault.EXPIRED
    assert take_back_expired() == 1
    assert action(here, "ACT-MAILAUTH").state == State.OPEN
    assert take_back_expired() == 0


def test_without_the_password_nothing_is_shown_nor_done(here: Bakery) -> None:
    receipt, row = handed(here, "ACT-MAILAUTH", password="zeg het niet"), action(here, "ACT-MAILAUTH")
    stranger = holder(receipt, shown=False)
    for attempt in (
        lambda: tasks_of(stranger, Language.NL),
        lambda: report_by_supplier(stranger, row.id),
        lambda: note_look(stranger),
    ):
        with pytest.raises(NoSuchHandover):
            attempt()
    assert try_password(stranger.holder, "zeg het niet")
    assert not try_password(stranger.holder, "iets anders")


def test_the_tenth_wrong_password_closes_the_link_for_good(here: Bakery) -> None:
    receipt = handed(here, "ACT-MAILAUTH", password="zeg het niet")
    for _ in range(MOST_WRONG_TRIES):
        assert not try_password(LinkHolder(receipt.token), "mis")
    with pytest.raises(NoSuchHandover) as gone:
        try_password(LinkHolder(receipt.token), "zeg het niet")
    assert gone.value.fault is HandoverFault.LOCKED
    assert take_back_expired() == 1


def test_an_action_lies_in_one_place(here: Bakery) -> None:
    first, row = handed(here, "ACT-MAILAUTH"), action(here, "ACT-MAILAUTH")
    second = handed(here, "ACT-MAILAUTH")
    row.refresh_from_db()
    assert row.held_by_id == second.id
    with pytest.raises(NoSuchAction):
        take_on(holder(first), row.id, Verb.ACCEPT)
    withdraw_handover(here.id, first.id, actor=here.anna.person)
    row.refresh_from_db()
    assert row.state == State.OFFERED
    take_action(here.id, row.id, here.anna.user.id, actor=here.anna.person)
    row.refresh_from_db()
    assert (row.state, row.held_by_id) == (State.SELF, None)


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"days": 91}, ActionFault.TOO_LONG_VALID),
        ({"days": 0}, ActionFault.TOO_LONG_VALID),
        ({"password": "kort"}, ActionFault.SHORT_PASSWORD),
    ],
)
def test_what_cannot_be_is_refused(here: Bakery, options: dict[str, object], fault: ActionFault) -> None:
    with pytest.raises(ActionRefused) as refused:
        handed(here, "ACT-MAILAUTH", **options)
    assert refused.value.fault is fault
    assert Handover.objects.count() == 0
    assert action(here, "ACT-MAILAUTH").state == State.OPEN


def test_a_supplier_and_at_least_one_task_are_needed(here: Bakery) -> None:
    for order, fault in (
        (HandoverOrder((), "Netkracht IT"), ActionFault.NOTHING_CHOSEN),
        (HandoverOrder((uuid.UUID(int=3),), "Netkracht IT"), ActionFault.NOTHING_CHOSEN),
        (HandoverOrder((action(here, "ACT-MAILAUTH").id,), " "), ActionFault.NO_TEXT),
    ):
        with pytest.raises(ActionRefused) as refused:
            hand_over(here.id, order, actor=here.anna.person)
        assert refused.value.fault is fault


def test_only_who_works_there_hands_over_and_only_their_own(here: Bakery) -> None:
    order = HandoverOrder((action(here, "ACT-MAILAUTH").id,), "Netkracht IT")
    with pytest.raises(NotAllowed):
        hand_over(here.id, order, actor=here.bram.person)
    with pytest.raises(NoSuchOrganisation):
        hand_over(here.id, order, actor=here.otto.person)
    with pytest.raises(ActionRefused):
        hand_over(here.otto_id, order, actor=here.otto.person)
    assert Action.objects.filter(state=State.OFFERED).count() == 0


def test_the_list_says_how_each_link_stands(here: Bakery) -> None:
    first = handed(here, "ACT-MAILAUTH")
    second = handed(here, "ACT-OFFLINE", password="zeg het niet")
    note_look(holder(second))
    withdraw_handover(here.id, first.id, actor=here.anna.person)
    rows = {row.id: row for row in handovers_of(here.view(here.bram))}
    assert (rows[first.id].ended, rows[first.id].held, rows[first.id].opened_at) == (True, 0, None)
    assert (rows[second.id].ended, rows[second.id].held, rows[second.id].has_password) == (False, 1, True)
    assert rows[second.id].opened_at is not None
