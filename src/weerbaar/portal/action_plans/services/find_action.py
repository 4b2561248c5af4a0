"""The row of an action, for somebody who may work on it."""

import uuid

from weerbaar.portal.action_plans.errors import NoSuchAction
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_work


def action_to_work_on(organisation_id: uuid.UUID, action_id: uuid.UUID, actor: Person) -> Action:
    """The action, to be called inside a transaction.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchAction: the company has no such action.
    """
    assert_may_work(actor, organisation_id)
    action = Action.objects.filter(organisation_id=organisation_id, id=action_id).first()
    if action is None:
        raise NoSuchAction
    return action
