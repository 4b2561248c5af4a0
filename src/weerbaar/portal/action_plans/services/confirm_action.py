"""Gives evidence where no measurement can see it: a sentence and the day that it holds for."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused
from weerbaar.portal.action_plans.facts import Facts, facts_of
from weerbaar.portal.action_plans.measuring import measuring_of
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.plan.causes import choice_in_force, question_of
from weerbaar.portal.action_plans.services.change_state import change_state
from weerbaar.portal.action_plans.services.find_action import action_to_work_on
from weerbaar.portal.action_plans.states import Verb
from weerbaar.portal.assessments.errors import AnswerRefused, NoSuchQuestion
from weerbaar.portal.assessments.services.record_answer import record_answer
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import organisation_of
from weerbaar.questionnaires.bank import Question

# By the choices of a scale: what is good now, and until how long ago something still counts as done.
_ARRANGED = "yes"
_RECENT = (("lt6m", timedelta(days=182)), ("lt12m", timedelta(days=365)))


def confirm_action(
    organisation_id: uuid.UUID,
    action_id: uuid.UUID,
    evidence: str,
    on: date,
    *,
    actor: Person,
    now: datetime | None = None,
) -> None:
    """Close a reported action on somebody's word, and let the question that it came from be answered by it as well.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchAction: see `action_to_work_on`.
        ActionRefused: no evidence, a day to come, or the newest measurement still sees the cause.
        NotPossibleNow: nobody reported it.
    """
    now, evidence = now or timezone.now(), " ".join(evidence.split())[:400]
    with transaction.atomic():
        action = action_to_work_on(organisation_id, action_id, actor)
        facts = facts_of(organisation_of(actor, organisation_id))
        if not evidence:
            raise ActionRefused(ActionFault.NO_EVIDENCE)
        if on > timezone.localdate(now):
            raise ActionRefused(ActionFault.FUTURE_DATE)
        if measuring_of(action, facts).seen_failing:
            raise ActionRefused(ActionFault.CAN_BE_MEASURED)
        fields: dict[str, Any] = {"evidence": evidence, "evidence_on": on, "solved_at": now}
        change_state(action, Verb.CONFIRM, actor=actor, now=now, text=evidence, **fields)
        _answer(action, facts, on, actor, now)


def _answer(action: Action, facts: Facts, on: date, actor: Person, now: datetime) -> None:
    question = question_of(facts.bank, action.cause)
    choice = _choice(question, timezone.localdate(now) - on) if question else None
    if question is None or choice is None:
        return
    known = choice_in_force(facts.bank, facts.answers, question)
    if known is not None and (known.value or 0.0) >= (question.choice(choice).value or 0.0):
        return
    try:
        record_answer(action.organisation_id, question.id, choice, actor=actor, seen=now, now=now)
    except (AnswerRefused, NoSuchQuestion):
        return  # the company has grown or shrunk since: the action is confirmed all the same


def _choice(question: Question, ago: timedelta) -> str | None:
    known = {choice.id for choice in question.choices}
    if _ARRANGED in known:
        return _ARRANGED
    return next((choice for choice, longest in _RECENT if choice in known and ago <= longest), None)
