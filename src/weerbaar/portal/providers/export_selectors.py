"""All we hold of a service provider as plain values, for its people who take it elsewhere."""

from typing import Any

from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.providers.models import Appeal, Mark, Package, Provider, Vetting
from weerbaar.portal.providers.selectors import profile_of_row


def exported_provider(view: OrganisationView) -> dict[str, Any] | None:
    """Profile, packages, marks, decisions and appeals; None when the organisation is no provider."""
    row = Provider.objects.filter(organisation_id=view.id).first()
    if row is None:
        return None
    profile = profile_of_row(row)
    return {
        "state": row.state,
        "submitted_at": row.submitted_at.isoformat() if row.submitted_at else None,
        "listed_at": row.listed_at.isoformat() if row.listed_at else None,
        "about": profile.about,
        "website": profile.website,
        "email": profile.email,
        "phone": profile.phone,
        "municipality": profile.municipality,
        "everywhere": profile.everywhere,
        "areas": list(profile.areas),
        "categories": list(profile.categories),
        "sectors": list(profile.sectors),
        "sizes": list(profile.sizes),
        "languages": list(profile.languages),
        "packages": [_package(one) for one in row.packages.order_by("cause", "id")],
        "marks": [_mark(one) for one in row.marks.order_by("mark", "id")],
        "decisions": [_decision(one) for one in row.vettings.select_related("mark", "by_organisation")],
        "appeals": [_appeal(one) for one in row.appeals.order_by("at", "id")],
    }


def _package(one: Package) -> dict[str, Any]:
    return {
        "cause": one.cause,
        "included": one.included,
        "hours": str(one.hours) if one.hours is not None else None,
        "price_from_cents": one.price_from_cents,
        "price_to_cents": one.price_to_cents,
        "lead_days": one.lead_days,
        "warranty_days": one.warranty_days,
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }


def _mark(one: Mark) -> dict[str, Any]:
    return {
        "mark": one.mark,
        "holder": one.holder,
        "scope": one.scope,
        "number": one.number,
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "register_url": one.register_url,
        "state": one.state,
        "checked_on": one.checked_on.isoformat() if one.checked_on else None,
    }


def _decision(one: Vetting) -> dict[str, Any]:
    """Who of an adviser decided is the adviser's to tell."""
    return {
        "at": one.at.isoformat(),
        "about": one.kind,
        "decision": one.decision,
        "mark": one.mark.mark if one.mark else None,
        "reason": one.reason,
        "points": one.checklist,
        "by": one.by_organisation.name if one.by_organisation else None,
    }


def _appeal(one: Appeal) -> dict[str, Any]:
    return {"at": one.at.isoformat(), "text": one.text, "is_answered": one.answer_id is not None}
