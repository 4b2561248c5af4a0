"""Which domains of a company a request or an order is about: the others are none of a provider's business."""

from collections.abc import Iterable

from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.target_selectors import targets_of


def domains_about(actions: Iterable[Action], view: OrganisationView) -> tuple[str, ...]:
    """The domains, as people write them, in which the causes of these actions were seen."""
    about = {trace["target"] for action in actions for trace in action.traces}
    return tuple(target.domain.display for target in targets_of(view) if str(target.id) in about)
