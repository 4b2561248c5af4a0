"""What reads work orders: each side its own, and of the other side what the order is about."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.action_plans.plan.describe import ActionText
from weerbaar.portal.action_plans.selectors import texts_of
from weerbaar.portal.action_plans.sight import Sight, seen_since
from weerbaar.portal.core.actors import ActorKind, ProviderPerson
from weerbaar.portal.organisations.selectors import OrganisationView, organisation_for_machine
from weerbaar.portal.quotes.about import domains_about
from weerbaar.portal.quotes.line_errors import NoSuchOrder
from weerbaar.portal.quotes.line_states import LineVerb, line_verbs_from
from weerbaar.portal.quotes.models import Dispute, OrderLine, OrderStep, WorkOrder
from weerbaar.portal.quotes.order_views import DisputeView, Parties, WorkLine, WorkOrderView, WorkStep
from weerbaar.portal.quotes.services.judge_line import counts_since
from weerbaar.portal.quotes.words import LIVE_LINES, LineState, Side
from weerbaar.portal.scans.target_selectors import seen_runs
from weerbaar.scanner.vocabulary.language import Language


def orders_of_company(view: OrganisationView) -> Sequence[WorkOrderView]:
    """The orders of a company, newest first."""
    return [_view(row, Side.COMPANY, view.can_work) for row in _rows(WorkOrder.objects.filter(organisation_id=view.id))]


def order_of_company(view: OrganisationView, order_id: uuid.UUID) -> WorkOrderView:
    """One order of the company, with what became of each line.

    Raises:
        NoSuchOrder: it has no such order.
    """
    return _view(
        _one(WorkOrder.objects.filter(organisation_id=view.id, id=order_id)), Side.COMPANY, view.can_work, whole=True
    )


def order_of_action(view: OrganisationView, action_id: uuid.UUID) -> WorkOrderView | None:
    """The order in which an action of the company lies now; None when it lies in none."""
    live = [state.value for state in LIVE_LINES]
    line = OrderLine.objects.filter(order__organisation_id=view.id, action_id=action_id, state__in=live).first()
    return _view(_one(WorkOrder.objects.filter(id=line.order_id)), Side.COMPANY, can_work=False) if line else None


def orders_of_provider(actor: ProviderPerson, *, can_work: bool) -> Sequence[WorkOrderView]:
    """The orders of a provider, newest first. Who asks has been seen to belong to it."""
    rows = WorkOrder.objects.filter(provider__organisation_id=actor.organisation_id)
    return [_view(row, Side.PROVIDER, can_work) for row in _rows(rows)]


def order_of_provider(
    actor: ProviderPerson, order_id: uuid.UUID, language: Language, *, can_work: bool
) -> WorkOrderView:
    """One order of the provider, with the tasks in full while the company shares them.

    Raises:
        NoSuchOrder: it has no such order.
    """
    row = _one(WorkOrder.objects.filter(provider__organisation_id=actor.organisation_id, id=order_id))
    return _view(row, Side.PROVIDER, can_work, whole=True, texts=_texts(row, language))


def running_orders(actor: ProviderPerson) -> int:
    """How many orders of a provider have not ended."""
    return WorkOrder.objects.filter(provider__organisation_id=actor.organisation_id, ended_at=None).count()


def _rows(found: QuerySet[WorkOrder]) -> QuerySet[WorkOrder]:
    lines = OrderLine.objects.order_by("cause", "id")
    related = found.select_related("organisation", "provider__organisation", "grant", "ordered_by", "handover")
    return related.prefetch_related(Prefetch("lines", queryset=lines)).order_by("-ordered_at", "-id")


def _one(found: QuerySet[WorkOrder]) -> WorkOrder:
    row = _rows(found).first()
    if row is None:
        raise NoSuchOrder
    return row


def _shares(row: WorkOrder) -> bool:
    grant = row.grant
    return bool(row.organisation and grant and grant.withdrawn_at is None and grant.until > timezone.now())


def _texts(row: WorkOrder, language: Language) -> Mapping[uuid.UUID, ActionText]:
    view = organisation_for_machine(row.organisation_id) if row.organisation_id and _shares(row) else None
    live = {state.value for state in LIVE_LINES}
    ids = [line.action_id for line in row.lines.all() if line.action_id and line.state in live]
    return texts_of(view, ids, language) if view else {}


def _view(
    row: WorkOrder,
    side: Side,
    can_work: bool,
    *,
    whole: bool = False,
    texts: Mapping[uuid.UUID, ActionText] | None = None,
) -> WorkOrderView:
    lines = list(row.lines.all())
    steps = _steps(lines, row.organisation_id if side is Side.COMPANY else None) if whole else {}
    disputes = {dispute.line_id: dispute for dispute in Dispute.objects.filter(line__in=lines).order_by("opened_at")}
    return WorkOrderView(
        id=row.id,
        number=row.number,
        parties=_parties(row, side, whole),
        ordered_at=row.ordered_at,
        ended_at=row.ended_at,
        lines=[
            _line(line, side, can_work, steps.get(line.id, ()), disputes.get(line.id), whole, texts or {})
            for line in lines
        ],
        provider_id=row.provider_id,
        shares=_shares(row),
    )


def _parties(row: WorkOrder, side: Side, whole: bool) -> Parties:
    company = row.organisation.name if row.organisation else _agreed_name(row, "company")
    provider = row.provider.organisation.name if row.provider else _agreed_name(row, "provider")
    if side is Side.COMPANY or not whole or not row.organisation or not _shares(row):
        return Parties(company, provider)
    view = organisation_for_machine(row.organisation.id)
    return Parties(
        company,
        provider,
        row.organisation.place,
        domains_about((line.action for line in row.lines.select_related("action") if line.action), view)
        if view
        else (),
        row.ordered_by.name or row.ordered_by.email if row.ordered_by else "",
    )


def _agreed_name(row: WorkOrder, party: str) -> str:
    told = row.terms.get(party)
    return str(told.get("name", "")) if isinstance(told, dict) else ""


def _steps(lines: Sequence[OrderLine], organisation_id: uuid.UUID | None) -> Mapping[uuid.UUID, Sequence[WorkStep]]:
    rows = list(OrderStep.objects.filter(line__in=lines).order_by("at", "id"))
    names = names_of({step.actor_id for step in rows if step.actor_id})
    runs = {run.id: run for run in seen_runs({uuid.UUID(run) for step in rows for run in step.runs}, organisation_id)}
    found: dict[uuid.UUID, list[WorkStep]] = {}
    for step in rows:
        seen = tuple(runs[uuid.UUID(run)] for run in step.runs if uuid.UUID(run) in runs)
        who = names.get(step.actor_id, "") if step.actor_id else ""
        found.setdefault(step.line_id, []).append(WorkStep(step.at, step.verb, _side(step.actor), who, step.text, seen))
    return found


def _side(actor: str) -> Side | None:
    if actor in {ActorKind.PROVIDER, ActorKind.LINK_HOLDER}:
        return Side.PROVIDER
    return Side.COMPANY if actor == ActorKind.PERSON else None


def _line(
    row: OrderLine,
    side: Side,
    can_work: bool,
    steps: Sequence[WorkStep],
    dispute: Dispute | None,
    whole: bool,
    texts: Mapping[uuid.UUID, ActionText],
) -> WorkLine:
    since = counts_since(row) if whole and row.state in {LineState.DELIVERED, LineState.DISPUTED} else None
    sight = seen_since(row.action_id, since).sight if since else None
    told = _dispute(dispute) if dispute else None
    return WorkLine(
        id=row.id,
        action_id=row.action_id,
        cause=row.cause,
        state=LineState(row.state),
        price_cents=row.price_cents,
        vat_percent=row.vat_percent,
        due_on=row.due_on,
        delivered_at=row.delivered_at,
        solved_at=row.solved_at,
        reopened_at=row.reopened_at,
        evidence=row.evidence,
        steps=steps,
        dispute=told,
        can=frozenset(_can(LineState(row.state), side, sight, told)) if can_work and whole else frozenset(),
        sight=sight,
        text=texts.get(row.action_id) if row.action_id else None,
    )


def _can(state: LineState, side: Side, sight: Sight | None, dispute: DisputeView | None) -> Iterable[str]:
    kind = ActorKind.PERSON if side is Side.COMPANY else ActorKind.PROVIDER
    for verb in line_verbs_from(state, kind) - {LineVerb.SETTLE}:
        if verb is not LineVerb.CONFIRM or sight is Sight.BLIND:
            yield verb.value
    if dispute is None or dispute.ended_at is not None:
        return
    yield "propose"
    if dispute.opened_by is not side and not dispute.answer:
        yield "answer"
    if dispute.proposed_by not in {"", side.value}:
        yield "agree"


def _dispute(row: Dispute) -> DisputeView:
    return DisputeView(
        Side(row.opened_by),
        row.text,
        row.opened_at,
        row.answer,
        row.proposed_by,
        row.proposal,
        row.ended_at,
        row.outcome,
    )
