"""Requests, quotes and orders as plain values, for people who take them elsewhere. Moments are in ISO 8601, with their zone;
money is in euro cents without VAT.
"""

from datetime import date, datetime
from typing import Any

from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.quotes.models import (
    ConflictLift,
    OrderLine,
    Quote,
    QuoteLine,
    QuoteRequest,
    RequestAttachment,
    RequestInvitation,
    WorkOrder,
)


def exported_requests(view: OrganisationView) -> list[dict[str, Any]]:
    """What a company asked, of whom, and what they offered. A question stands without who asked it, as on its page."""
    rows = QuoteRequest.objects.filter(organisation_id=view.id).order_by("made_at", "id")
    return [_request(row) for row in rows]


def request_files(view: OrganisationView) -> dict[str, bytes]:
    """The files that a company sent with its requests, by their place in the export."""
    rows = RequestAttachment.objects.filter(request__organisation_id=view.id).order_by("added_at", "id")
    return {f"requests/{row.request_id}/{row.name}": bytes(row.content) for row in rows}


def exported_own_quotes(view: OrganisationView) -> list[dict[str, Any]]:
    """What a provider offered. Nothing of who asked: that is the company's to tell."""
    rows = Quote.objects.filter(invitation__provider__organisation_id=view.id).order_by("submitted_at", "id")
    return [
        {"region": row.invitation.request.region, **_quote(row)} for row in rows.select_related("invitation__request")
    ]


def exported_orders(view: OrganisationView) -> list[dict[str, Any]]:
    """The orders of a company, or those at a provider, as they were agreed, and what became of each line."""
    given = WorkOrder.objects.filter(organisation_id=view.id)
    taken = WorkOrder.objects.filter(provider__organisation_id=view.id)
    return [
        {
            "number": row.number,
            "terms": row.terms,
            "ordered_at": _iso(row.ordered_at),
            "ended_at": _iso(row.ended_at),
            "lines": [_order_line(line) for line in row.lines.order_by("cause", "id")],
        }
        for row in (given | taken).order_by("ordered_at", "id")
    ]


def exported_lifts(view: OrganisationView) -> list[dict[str, Any]]:
    """The conflicts of interest that the owner lifted."""
    rows = ConflictLift.objects.filter(organisation_id=view.id).select_related("provider__organisation")
    return [
        {"provider": row.provider.organisation.name, "reason": row.reason, "at": _iso(row.at)}
        for row in rows.order_by("at", "id")
    ]


def _request(row: QuoteRequest) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "state": row.state,
        "message": row.message,
        "region": row.region,
        "sector": row.sector,
        "size": row.size,
        "language": row.language,
        "made_at": _iso(row.made_at),
        "deadline": _iso(row.deadline),
        "ended_at": _iso(row.ended_at),
        "actions": [
            {"action": str(asked.action_id), "cause": asked.cause, "title": asked.title, "detail": asked.detail}
            for asked in row.actions.order_by("cause", "id")
        ],
        "attachments": [
            {"name": file.name, "media_type": file.media_type, "added_at": _iso(file.added_at)}
            for file in row.attachments.defer("content").order_by("added_at", "id")
        ],
        "questions": [
            {
                "text": asked.text,
                "asked_at": _iso(asked.asked_at),
                "answer": asked.answer,
                "answered_at": _iso(asked.answered_at),
            }
            for asked in row.questions.all()
        ],
        "invitations": [
            _invitation(asked) for asked in row.invitations.select_related("provider__organisation").order_by("id")
        ],
    }


def _invitation(row: RequestInvitation) -> dict[str, Any]:
    return {
        "provider": row.provider.organisation.name if row.provider else row.supplier,
        "email": row.email,
        "state": row.state,
        "reason": row.reason,
        "opened_at": _iso(row.opened_at),
        "contact_at": _iso(row.contact_at),
        "quotes": [_quote(quote) for quote in row.quotes.order_by("version")],
    }


def _quote(row: Quote) -> dict[str, Any]:
    return {
        "version": row.version,
        "state": row.state,
        "as_a_whole": row.as_a_whole,
        "conditions": row.conditions,
        "submitted_at": _iso(row.submitted_at),
        "valid_until": _iso(row.valid_until),
        "reason": row.reason,
        "lines": [_line(line) for line in row.lines.select_related("requested").order_by("requested__cause", "id")],
    }


def _line(row: QuoteLine) -> dict[str, Any]:
    return {
        "cause": row.requested.cause,
        "title": row.requested.title,
        "scope": row.scope,
        "price_cents": row.price_cents,
        "yearly_cents": row.yearly_cents,
        "vat_percent": row.vat_percent,
        "ready_in_days": row.ready_in_days,
    }


def _order_line(row: OrderLine) -> dict[str, Any]:
    return {
        "cause": row.cause,
        "state": row.state,
        "price_cents": row.price_cents,
        "vat_percent": row.vat_percent,
        "due_on": _iso(row.due_on),
        "delivered_at": _iso(row.delivered_at),
        "solved_at": _iso(row.solved_at),
        "reopened_at": _iso(row.reopened_at),
        "proof": row.proof,
        "evidence": row.evidence,
        "steps": [
            {
                "at": _iso(step.at),
                "verb": step.verb,
                "from": step.source,
                "to": step.target,
                "who": step.actor,
                "text": step.text,
            }
            for step in row.steps.all()
        ],
        "disputes": [
            {
                "opened_by": dispute.opened_by,
                "text": dispute.text,
                "opened_at": _iso(dispute.opened_at),
                "answer": dispute.answer,
                "answered_at": _iso(dispute.answered_at),
                "ended_at": _iso(dispute.ended_at),
                "outcome": dispute.outcome,
            }
            for dispute in row.disputes.order_by("opened_at", "id")
        ],
    }


def _iso(when: datetime | date | None) -> str | None:
    return when.isoformat() if when else None
