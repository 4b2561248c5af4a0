"""What the front page of a company shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.target_selectors import TargetView, targets_of


@dataclass(frozen=True, slots=True)
class OverviewView:
    """`targets` are the company's domains."""

    targets: Sequence[TargetView]


def overview_view(organisation: OrganisationView) -> OverviewView:
    """The view of this moment."""
    return OverviewView(targets_of(organisation))
