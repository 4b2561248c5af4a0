"""For which tasks of a plan help can be asked: what waits to be done, is work for others, and was not ordered already."""

import uuid
from collections.abc import Sequence

from weerbaar.portal.action_plans.selectors import ActionItem, Plan
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.quotes.models import OrderLine
from weerbaar.portal.quotes.words import LIVE_LINES

# The category of the bank for what everybody does themselves.
OWN_WORK = "none"


def askable(view: OrganisationView, plan: Plan) -> Sequence[ActionItem]:
    """These tasks of the company, in the order of its plan."""
    ordered = ordered_now(view)
    return [item for item in plan.to_do if item.weight.provider != OWN_WORK and item.id not in ordered]


def ordered_now(view: OrganisationView) -> frozenset[uuid.UUID]:
    """The tasks for which work was ordered that has not ended."""
    lines = OrderLine.objects.filter(order__organisation_id=view.id, state__in=[state.value for state in LIVE_LINES])
    return frozenset(found for found in lines.values_list("action_id", flat=True) if found is not None)
