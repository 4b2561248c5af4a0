"""What reads regressions: for the pages of a company, and for letters."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.models import Regression
from weerbaar.scanner.vocabulary.domain_name import DomainName


@dataclass(frozen=True, slots=True)
class RegressionView:
    """A point of a domain that got worse: it was fine at `fine_at`, and failed at `since` and at `confirmed_at`."""

    id: uuid.UUID
    domain: DomainName
    check_id: str
    outcome: str
    fine_at: datetime
    since: datetime
    confirmed_at: datetime


def open_regressions(view: OrganisationView) -> Sequence[RegressionView]:
    """What got worse at the company's domains and is not mended, newest first."""
    rows = Regression.objects.filter(target__organisation_id=view.id, mended_at=None).select_related("target")
    return [_view(row) for row in rows.order_by("-confirmed_at", "check_id")]


def untold_regressions(organisation_id: uuid.UUID) -> Sequence[RegressionView]:
    """What the company was not told of yet; for letters."""
    rows = Regression.objects.filter(
        target__organisation_id=organisation_id, told_at=None, mended_at=None
    ).select_related("target")
    return [_view(row) for row in rows.order_by("target__domain", "check_id")]


def _view(row: Regression) -> RegressionView:
    return RegressionView(
        row.id, DomainName(row.target.domain), row.check_id, row.outcome, row.fine_at, row.since, row.confirmed_at
    )
