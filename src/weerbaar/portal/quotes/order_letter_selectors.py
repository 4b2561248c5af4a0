"""Whom the letters about ordered work go to, and what they may say: which work, and by whom. Nothing that somebody wrote."""

import uuid
from dataclasses import dataclass

from weerbaar.portal.core.actors import ActorKind
from weerbaar.portal.quotes.line_states import LineVerb
from weerbaar.portal.quotes.models import OrderStep
from weerbaar.portal.quotes.words import Side

_BOTH = (Side.COMPANY, Side.PROVIDER)
# Who hears of what our own processes decide. Of what one side does, the other hears.
_OF_MACHINES = {LineVerb.VERIFY: _BOTH, LineVerb.SEND_BACK: _BOTH, LineVerb.CANCEL: _BOTH, LineVerb.SETTLE: _BOTH}


@dataclass(frozen=True, slots=True)
class WorkNews:
    """What happened to which work. The ids are of who is still there; `readers` are the sides that hear of it."""

    verb: LineVerb
    readers: tuple[Side, ...]
    order_id: uuid.UUID
    number: str
    cause: str
    company_id: uuid.UUID | None
    company: str
    provider_organisation_id: uuid.UUID | None
    provider: str


def work_news(step_id: uuid.UUID) -> WorkNews | None:
    """What a letter tells of a step; None when nobody is to hear of it."""
    step = (
        OrderStep.objects.filter(id=step_id)
        .select_related("line__order__organisation", "line__order__provider__organisation", "line__order__handover")
        .first()
    )
    if step is None or step.verb not in set(LineVerb) - {LineVerb.START}:
        return None
    order, verb = step.line.order, LineVerb(step.verb)
    company, provider = order.organisation, order.provider.organisation if order.provider else None
    return WorkNews(
        verb,
        _readers(verb, step.actor),
        order.id,
        order.number,
        step.line.cause,
        company.id if company else None,
        company.name if company else "",
        provider.id if provider else None,
        provider.name if provider else (order.handover.supplier if order.handover else ""),
    )


def _readers(verb: LineVerb, actor: str) -> tuple[Side, ...]:
    if actor == ActorKind.PERSON:
        return (Side.PROVIDER,)
    return (Side.COMPANY,) if actor in {ActorKind.PROVIDER, ActorKind.LINK_HOLDER} else _OF_MACHINES.get(verb, ())
