"""The company gives evidence that delivered work is done, where no run can see it."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused, NotPossibleNow
from weerbaar.portal.action_plans.services.confirm_action import confirm_action
from weerbaar.portal.action_plans.sight import Sight, seen_since
from weerbaar.portal.core.actors import Person
from weerbaar.portal.quotes.line_errors import LineFault, LineNotPossibleNow, LineRefused
from weerbaar.portal.quotes.line_states import LineVerb, next_line_state
from weerbaar.portal.quotes.models import OrderLine
from weerbaar.portal.quotes.services.change_line import change_line
from weerbaar.portal.quotes.services.end_dispute import end_dispute
from weerbaar.portal.quotes.services.end_order import end_order_if_done
from weerbaar.portal.quotes.services.find_line import line_for
from weerbaar.portal.quotes.services.judge_line import counts_since
from weerbaar.portal.quotes.words import DisputeOutcome, LineState


def confirm_line(line_id: uuid.UUID, evidence: str, on: date, *, actor: Person, now: datetime | None = None) -> None:
    """Close it on somebody's word. The action in the plan, and the question that it came from, follow.

    Raises:
        NoSuchOrder, NotAllowed: see `line_for`.
        LineRefused: no evidence, a day to come, or a run can see it.
        LineNotPossibleNow: nobody delivered it, or it has ended.
    """
    now, evidence = now or timezone.now(), " ".join(evidence.split())[:400]
    with transaction.atomic():
        line = line_for(line_id, actor)
        if line.delivered_at is None or next_line_state(LineState(line.state), LineVerb.CONFIRM, actor.kind) is None:
            raise LineNotPossibleNow(LineVerb.CONFIRM, line.state)
        if not evidence:
            raise LineRefused(LineFault.NO_EVIDENCE)
        if on > timezone.localdate(now):
            raise LineRefused(LineFault.FUTURE_DATE)
        if seen_since(line.action_id, counts_since(line) or now).sight is not Sight.BLIND:
            raise LineRefused(LineFault.CAN_BE_MEASURED)
        fields: dict[str, Any] = {"evidence": evidence, "solved_at": now}
        end_dispute(line, DisputeOutcome.CONFIRMED, now=now)
        change_line(line, LineVerb.CONFIRM, actor=actor, now=now, text=evidence, **fields)
        _confirm_in_plan(line, evidence, on, actor, now)
        end_order_if_done(line.order, now=now)


def _confirm_in_plan(line: OrderLine, evidence: str, on: date, actor: Person, now: datetime) -> None:
    if line.action_id is None or line.order.organisation_id is None:
        return
    try:
        with transaction.atomic():
            confirm_action(line.order.organisation_id, line.action_id, evidence, on, actor=actor, now=now)
    except NotPossibleNow:
        return  # the company has moved the action on by itself: its plan stays as it decided
    except ActionRefused as refused:
        if refused.fault is ActionFault.CAN_BE_MEASURED:
            raise LineRefused(LineFault.CAN_BE_MEASURED) from refused
        raise
