"""All of the plan can be taken along, and none of its secrets."""

import pytest

from tests.portal.action_plans.company import action, domain_of, measured, say, with_dmarc
from tests.portal.people import bakery
from weerbaar.portal.action_plans.export_selectors import exported_action_steps, exported_actions, exported_handovers
from weerbaar.portal.action_plans.models import Action, Handover
from weerbaar.portal.action_plans.services.answer_handover import Supplier, ask_company
from weerbaar.portal.action_plans.services.decide_action import decline_action
from weerbaar.portal.action_plans.services.hand_over import HandoverOrder, hand_over
from weerbaar.portal.core.actors import LinkHolder

pytestmark = pytest.mark.django_db


def test_actions_their_history_and_the_links_are_all_there_without_secrets() -> None:
    here = bakery()
    measured(here, domain_of(here), with_dmarc(None))
    say(here, "BP5-04", "no")
    decline_action(here.id, action(here, "ACT-CARD").id, "We hebben een andere kaart.", actor=here.anna.person)
    order = HandoverOrder((action(here, "ACT-MAILAUTH").id,), "Netkracht IT", password="zeg het niet")
    receipt = hand_over(here.id, order, actor=here.anna.person)
    ask_company(Supplier(LinkHolder(receipt.token), True), action(here, "ACT-MAILAUTH").id, "Welke nieuwsbrief?")

    actions = {row["cause"]: row for row in exported_actions(here.view())}
    assert len(actions) == Action.objects.count()
    assert actions["ACT-CARD"]["reason"] == "We hebben een andere kaart."
    assert actions["ACT-MAILAUTH"]["supplier"] == "Netkracht IT"
    steps = exported_action_steps(here.view())
    assert ("decline", "Anna") in {(step["verb"], step["who"]) for step in steps}
    (link,) = exported_handovers(here.view())
    assert link["messages"][0]["text"] == "Welke nieuwsbrief?"
    secrets = {receipt.token, Handover.objects.get().token_hash, Handover.objects.get().password, "zeg het niet"}
    assert not any(secret in str([actions, steps, link]) for secret in secrets)


def test_another_company_has_none_of_it() -> None:
    from weerbaar.portal.organisations.selectors import organisation_of

    here = bakery()
    say(here, "BP5-04", "no")
    other = organisation_of(here.otto.person, here.otto_id)
    assert (exported_actions(other), exported_action_steps(other), exported_handovers(other)) == ([], [], [])
