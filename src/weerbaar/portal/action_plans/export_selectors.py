"""The plan of a company as plain values, for people who take it elsewhere. Moments are in ISO 8601, with their zone."""

from datetime import date, datetime
from typing import Any

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.action_plans.models import Action, ActionStep, Handover, HandoverMessage
from weerbaar.portal.organisations.selectors import OrganisationView


def exported_actions(view: OrganisationView) -> list[dict[str, Any]]:
    """Every action as it stands, oldest first."""
    rows = list(Action.objects.filter(organisation_id=view.id).select_related("held_by").order_by("opened_at", "id"))
    names = names_of(row.assignee_id for row in rows if row.assignee_id)
    return [
        {
            "id": str(row.id),
            "cause": row.cause,
            "state": row.state,
            "assignee": names.get(row.assignee_id, "") if row.assignee_id else "",
            "supplier": row.held_by.supplier if row.held_by else "",
            "due_on": _iso(row.due_on),
            "remind_on": _iso(row.remind_on),
            "postponed_until": _iso(row.postponed_until),
            "reason": row.reason,
            "evidence": row.evidence,
            "evidence_on": _iso(row.evidence_on),
            "proof": " ".join(row.proof),
            "opened_at": _iso(row.opened_at),
            "reported_at": _iso(row.reported_at),
            "solved_at": _iso(row.solved_at),
        }
        for row in rows
    ]


def exported_action_steps(view: OrganisationView) -> list[dict[str, Any]]:
    """Everything that happened to the actions, oldest first."""
    rows = list(ActionStep.objects.filter(action__organisation_id=view.id))
    names = names_of(row.actor_id for row in rows if row.actor_id)
    return [
        {
            "action": str(row.action_id),
            "at": _iso(row.at),
            "verb": row.verb,
            "from": row.source,
            "to": row.target,
            "who": names.get(row.actor_id, row.actor) if row.actor_id else row.actor,
            "text": row.text,
            "runs": " ".join(row.runs),
        }
        for row in rows
    ]


def exported_handovers(view: OrganisationView) -> list[dict[str, Any]]:
    """The links that were made, without their secrets, and what was said across them."""
    rows = Handover.objects.filter(organisation_id=view.id).order_by("made_at", "id")
    return [
        {
            "supplier": row.supplier,
            "email": row.email,
            "message": row.message,
            "has_password": bool(row.password),
            "made_at": _iso(row.made_at),
            "expires_at": _iso(row.expires_at),
            "withdrawn_at": _iso(row.withdrawn_at),
            "locked_at": _iso(row.locked_at),
            "opened_at": _iso(row.opened_at),
            "actions": [str(action_id) for action_id in row.actions.values_list("id", flat=True)],
            "messages": [_message(message) for message in row.messages.all()],
        }
        for row in rows
    ]


def _message(message: HandoverMessage) -> dict[str, Any]:
    return {
        "action": str(message.action_id),
        "at": _iso(message.at),
        "kind": message.kind,
        "by": "company" if message.by_id else "supplier",
        "text": message.text,
    }


def _iso(moment: datetime | date | None) -> str | None:
    return moment.isoformat() if moment else None
