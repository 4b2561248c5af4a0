"""Once a week: finds causes that companies share, and counts who asks together. A duty of the scheduler; no page calls this."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.action_plans.states import TO_DO
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.joint_purchases.common_causes import Seen, Shared, find_groups, shared_by
from weerbaar.portal.joint_purchases.events import PurchaseEvent
from weerbaar.portal.joint_purchases.models import CommonCause, CommonCauseRound
from weerbaar.portal.joint_purchases.words import TieAnswer
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.selectors import organisation_for_machine
from weerbaar.portal.organisations.words import OrganisationKind
from weerbaar.portal.scans.target_selectors import latest_results

ROUND_HOUR = 6
# So many have to ask before anybody is told that others do.
LEAST_ASKING = 3


def find_common_causes(now: datetime | None = None) -> int:
    """How many new cards there are. From Monday six o'clock on, once for that week."""
    now = timezone.localtime(now or timezone.now())
    monday = (now - timedelta(days=now.weekday())).date()
    if (now.weekday() == 0 and now.hour < ROUND_HOUR) or CommonCauseRound.objects.filter(day=monday).exists():
        return 0
    groups = find_groups(_companies())
    with transaction.atomic():
        _round, is_new = CommonCauseRound.objects.get_or_create(day=monday)
        return _take_over(groups, now) if is_new else 0


def _companies() -> Iterator[Seen]:
    """Companies one by one, so that only one result is in memory."""
    cause_of = cause_table().cause_of_check
    for organisation_id in Organisation.objects.filter(kind=OrganisationKind.COMPANY.value).values_list(
        "id", flat=True
    ):
        view = organisation_for_machine(organisation_id)
        if view is None:
            continue
        to_do = set(
            Action.objects.filter(
                organisation_id=organisation_id, state__in=[state.value for state in TO_DO]
            ).values_list("cause", flat=True)
        )
        found: set[Shared] = set()
        for _target, _run, result in latest_results(view) if to_do else ():
            found |= {one for one in shared_by(result.sheet, result.findings, cause_of) if one.cause in to_do}
        yield Seen(organisation_id, frozenset(found))


def _take_over(groups: Mapping[Shared, frozenset[uuid.UUID]], now: datetime) -> int:
    """Cards for who is in a group; none for who is not any more; and who is told that at least three ask."""
    new = 0
    kept: set[uuid.UUID] = set()
    for shared, members in groups.items():
        where = {"kind": shared.kind.value, "key": shared.key, "cause": shared.cause}
        for organisation_id in members:
            row, is_new = CommonCause.objects.get_or_create(
                organisation_id=organisation_id, **where, defaults={"found_at": now}
            )
            kept.add(row.id)
            if is_new:
                new += 1
                record_event(
                    PurchaseEvent.CAUSE_SHARED, actor=SCHEDULER, subject_id=row.id, organisation_id=organisation_id
                )
        asking = CommonCause.objects.filter(**where, organisation_id__in=members, answer=TieAnswer.ASK.value)
        if asking.count() >= LEAST_ASKING:
            asking.filter(ready_at=None).update(ready_at=now)
    CommonCause.objects.exclude(id__in=kept).delete()
    return new
