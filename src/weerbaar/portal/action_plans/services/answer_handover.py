"""What a supplier with a link does: open it, take work on, report it done, ask back, refuse."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused, NoSuchAction, NoSuchHandover
from weerbaar.portal.action_plans.errors import HandoverFault as Fault
from weerbaar.portal.action_plans.events import PlanEvent
from weerbaar.portal.action_plans.facts import facts_of
from weerbaar.portal.action_plans.message_kinds import MessageKind
from weerbaar.portal.action_plans.models import Action, Handover, HandoverMessage
from weerbaar.portal.action_plans.services.change_state import change_state
from weerbaar.portal.action_plans.services.refresh_plan import refresh_plan
from weerbaar.portal.action_plans.services.report_action import report_for_supplier
from weerbaar.portal.action_plans.states import Verb
from weerbaar.portal.assessments.errors import AnswerRefused
from weerbaar.portal.assessments.services.record_supplier_answer import record_supplier_answer
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.organisations.selectors import organisation_for_machine

MOST_WRONG_TRIES = 10
# A person asks a few things about a task; more than this is a machine.
MOST_MESSAGES = 40


@dataclass(frozen=True, slots=True)
class Supplier:
    """Somebody with the link. `knows_password` says whether this browser has shown it."""

    holder: LinkHolder
    knows_password: bool


@dataclass(frozen=True, slots=True)
class SupplierSaid:
    """What the company is told of: which action, what kind of message, and by whom."""

    organisation_id: uuid.UUID
    action_id: uuid.UUID
    cause: str
    kind: MessageKind
    supplier: str
    text: str


def handover_of(holder: LinkHolder, now: datetime) -> Handover:
    """The row that the link belongs to, for services and selectors of this app only.

    Raises:
        NoSuchHandover: it opens nothing; carries why, and since when.
    """
    row = Handover.objects.filter(token_hash=fingerprint(holder.token)).select_related("organisation").first()
    if row is None:
        raise NoSuchHandover(Fault.UNKNOWN)
    for since, fault in ((row.withdrawn_at, Fault.WITHDRAWN), (row.locked_at, Fault.LOCKED)):
        if since is not None:
            raise NoSuchHandover(fault, since)
    if row.expires_at <= now:
        raise NoSuchHandover(Fault.EXPIRED, row.expires_at)
    return row


def try_password(holder: LinkHolder, password: str, *, now: datetime | None = None) -> bool:
    """Whether this is the password. The tenth wrong one closes the link for good.

    Raises:
        NoSuchHandover: the link opens nothing.
    """
    now = now or timezone.now()
    row = handover_of(holder, now)
    if not row.password or check_password(password, row.password):
        return True
    with transaction.atomic():
        Handover.objects.filter(id=row.id).update(wrong_tries=F("wrong_tries") + 1)
        locked = Handover.objects.filter(id=row.id, wrong_tries__gte=MOST_WRONG_TRIES, locked_at=None)
        if locked.update(locked_at=now):
            record_event(PlanEvent.LOCKED, actor=holder, subject_id=row.id, organisation_id=row.organisation_id)
    return False


def note_look(supplier: Supplier, *, now: datetime | None = None) -> None:
    """Remember the first time that the tasks were seen.

    Raises:
        NoSuchHandover: the link opens nothing, or the password was not shown.
    """
    now = now or timezone.now()
    row = opened(supplier, now)
    with transaction.atomic():
        if Handover.objects.filter(id=row.id, opened_at=None).update(opened_at=now):
            record_event(
                PlanEvent.LOOKED, actor=supplier.holder, subject_id=row.id, organisation_id=row.organisation_id
            )


def take_on(supplier: Supplier, action_id: uuid.UUID, verb: Verb, *, now: datetime | None = None) -> None:
    """Accept a task, or start on it.

    Raises:
        NoSuchHandover, NoSuchAction: the link does not reach it.
        NotPossibleNow: not from where the action is, or another verb.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, action = _held(supplier, action_id, now)
        change_state(
            action, verb if verb is Verb.START else Verb.ACCEPT, actor=supplier.holder, now=now, handover_id=row.id
        )


def report_by_supplier(
    supplier: Supplier, action_id: uuid.UUID, text: str = "", *, now: datetime | None = None
) -> SupplierSaid:
    """The supplier says that it is done. `start_proof` measures it afterwards.

    Raises:
        NoSuchHandover, NoSuchAction: the link does not reach it.
        NotPossibleNow: it is reported or solved already.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, action = _held(supplier, action_id, now)
        text = " ".join(text.split())[:1000]
        report_for_supplier(action, actor=supplier.holder, handover_id=row.id, text=text, now=now)
        return _said(row, action, MessageKind.DONE, text, now)


def ask_company(supplier: Supplier, action_id: uuid.UUID, text: str, *, now: datetime | None = None) -> SupplierSaid:
    """A question back; the action stays where it is.

    Raises:
        NoSuchHandover, NoSuchAction: the link does not reach it.
        ActionRefused: nothing was written, or very many messages were.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, action = _held(supplier, action_id, now)
        text = _written(text, ActionFault.NO_TEXT)
        if row.messages.count() >= MOST_MESSAGES:
            raise ActionRefused(ActionFault.TOO_MANY_OPEN)
        record_event(PlanEvent.ASKED, actor=supplier.holder, subject_id=action.id, organisation_id=row.organisation_id)
        return _said(row, action, MessageKind.QUESTION, text, now)


def reply_by_supplier(
    supplier: Supplier, action_id: uuid.UUID, choice_id: str, *, now: datetime | None = None
) -> SupplierSaid:
    """The supplier answers the question that nobody of the company could; the plan follows the answer.

    Raises:
        NoSuchHandover, NoSuchAction: the link does not reach it.
        ActionRefused: the action is no question, or that is no answer to it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, action = _held(supplier, action_id, now)
        view = organisation_for_machine(row.organisation_id)
        cause = facts_of(view).causes.get(action.cause) if view else None
        if cause is None or cause.question is None or not cause.asks:
            raise ActionRefused(ActionFault.NO_TEXT)
        try:
            record_supplier_answer(
                row.organisation_id,
                cause.question.id,
                choice_id,
                supplier=row.supplier,
                actor=supplier.holder,
                now=now,
            )
        except AnswerRefused as refused:
            raise ActionRefused(ActionFault.NO_TEXT) from refused
        said = _said(row, action, MessageKind.REPLY, cause.question.choice(choice_id).texts[row.language], now)
        refresh_plan(row.organisation_id, now=now)
    return said


def refuse_by_supplier(
    supplier: Supplier, action_id: uuid.UUID, reason: str, *, now: datetime | None = None
) -> SupplierSaid:
    """The supplier does not do it, and says why; the action is the company's again.

    Raises:
        NoSuchHandover, NoSuchAction: the link does not reach it.
        ActionRefused: no reason.
        NotPossibleNow: it is reported or solved already.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, action = _held(supplier, action_id, now)
        reason = _written(reason, ActionFault.NO_REASON)
        change_state(action, Verb.REFUSE, actor=supplier.holder, now=now, text=reason, handover_id=row.id, held_by=None)
        return _said(row, action, MessageKind.REFUSAL, reason, now)


def opened(supplier: Supplier, now: datetime) -> Handover:
    """The row, for somebody who may see the tasks.

    Raises:
        NoSuchHandover: the link opens nothing, or the password was not shown.
    """
    row = handover_of(supplier.holder, now)
    if row.password and not supplier.knows_password:
        raise NoSuchHandover(Fault.UNKNOWN)
    return row


def _held(supplier: Supplier, action_id: uuid.UUID, now: datetime) -> tuple[Handover, Action]:
    row = opened(supplier, now)
    action = row.held_actions.filter(id=action_id).first()
    if action is None:
        raise NoSuchAction
    return row, action


def _written(text: str, fault: ActionFault) -> str:
    text = text.strip()[:1000]
    if not text:
        raise ActionRefused(fault)
    return text


def _said(row: Handover, action: Action, kind: MessageKind, text: str, now: datetime) -> SupplierSaid:
    HandoverMessage.objects.create(handover=row, action=action, kind=kind.value, at=now, text=text)
    return SupplierSaid(row.organisation_id, action.id, action.cause, kind, row.supplier, text)
