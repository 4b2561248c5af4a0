"""Everything we hold of a company as plain values and as tables, for people who take it elsewhere."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.action_plans.export_selectors import (
    exported_action_steps,
    exported_actions,
    exported_handovers,
)
from weerbaar.portal.api_access.selectors import exported_access
from weerbaar.portal.assessments.receipts import answer_to_document, to_document
from weerbaar.portal.assessments.selectors import answers_of, receipts_of
from weerbaar.portal.audit.selectors import RecordedEvent, events_of_organisation
from weerbaar.portal.core.actors import ActorKind
from weerbaar.portal.incidents.own_selectors import exported_incidents
from weerbaar.portal.joint_purchases.common_selectors import exported_common_causes
from weerbaar.portal.joint_purchases.selectors import exported_purchases
from weerbaar.portal.organisations.card_selectors import card_of
from weerbaar.portal.organisations.grant_selectors import grants_of
from weerbaar.portal.organisations.selectors import OrganisationView, colleagues_of
from weerbaar.portal.parks.selectors import exported_addresses, exported_parks
from weerbaar.portal.providers.export_selectors import exported_provider
from weerbaar.portal.quotes.export_selectors import (
    exported_lifts,
    exported_orders,
    exported_own_quotes,
    exported_requests,
)
from weerbaar.portal.scans.target_selectors import runs_of, stored_document, targets_of
from weerbaar.portal.surveys.question_budget import exported_questions
from weerbaar.portal.surveys.selectors import exported_surveys
from weerbaar.portal.web.components.csv_cells import safe_cell
from weerbaar.portal.web.entrepreneur.export_sources import exported_clouds, exported_devices, exported_documents

EDITION = 1
MOST_EVENTS = 100_000


def export_document(view: OrganisationView, now: datetime) -> dict[str, Any]:
    """One document with all of it. Moments are in ISO 8601, with their zone."""
    return {
        "edition": EDITION,
        "made_at": now.isoformat(),
        "organisation": {
            "id": str(view.id),
            "name": view.name,
            "kvk_number": view.kvk_number,
            "sector": view.sector,
            "size": view.size.value,
            "place": view.place,
            "park": view.park,
            "municipality": view.municipality,
        },
        "people": [
            {"name": person.name, "email": person.email, "role": person.role.value, "since": person.since.isoformat()}
            for person in colleagues_of(view)
        ],
        "domains": [_domain(view, target) for target in targets_of(view)],
        "devices": exported_devices(view, now),
        "clouds": exported_clouds(view),
        "documents": exported_documents(view),
        "answers": [answer_to_document(answer) for answer in answers_of(view)],
        "scores": [
            {"at": at.isoformat(), "cause": cause, **to_document(receipt)} for at, cause, receipt in receipts_of(view)
        ],
        "emergency_card": _card(view),
        "grants": [
            {
                "receiver": grant.receiver,
                "scope": grant.scope.value,
                "purpose": grant.purpose,
                "given_at": grant.given_at.isoformat(),
                "until": grant.until.isoformat(),
                "ended_at": grant.ended_at.isoformat() if grant.ended_at else None,
            }
            for grant in grants_of(view, now)
        ],
        "actions": exported_actions(view),
        "action_steps": exported_action_steps(view),
        "hand_overs": exported_handovers(view),
        "requests": exported_requests(view),
        "own_quotes": exported_own_quotes(view),
        "orders": exported_orders(view),
        "lifted_conflicts": exported_lifts(view),
        "parks": exported_parks(view),
        "park_addresses": exported_addresses(view),
        "joint_purchases": exported_purchases(view),
        "surveys": exported_surveys(view),
        "questions_asked": exported_questions(view),
        "common_causes": exported_common_causes(view),
        "incidents": exported_incidents(view),
        "programs": exported_access(view),
        "service_provider": exported_provider(view),
        "log": _log(view),
    }


def export_zip(document: dict[str, Any], files: Mapping[str, bytes]) -> bytes:
    """The document as JSON, its lists as CSV, and the files that belong to it, in one file."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("weerbaar.json", json.dumps(document, ensure_ascii=False, indent=1))
        packed.writestr(
            "answers.csv", to_csv(document["answers"], ("question", "choice", "provenance", "at", "reason"))
        )
        for name, data in files.items():
            packed.writestr(name, data)
        packed.writestr("people.csv", to_csv(document["people"], ("name", "email", "role", "since")))
        packed.writestr("log.csv", to_csv(document["log"], ("at", "word", "who")))
        findings = [
            {"domain": domain["domain"], "measured_at": run["measured_at"], **finding}
            for domain in document["domains"]
            for run in domain["measurements"]
            for finding in run["findings"]
        ]
        columns = ("domain", "measured_at", "check", "outcome", "status", "severity")
        packed.writestr("findings.csv", to_csv(findings, columns))
        for name in ("actions", "action_steps"):
            packed.writestr(f"{name}.csv", to_csv(document[name], tuple(document[name][0]) if document[name] else ()))
    return into.getvalue()


def to_csv(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> str:
    """A table with a heading. A cell that a spreadsheet would read as a formula gets an apostrophe before it (OWASP, CSV
    injection)."""
    into = io.StringIO()
    writer = csv.writer(into)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column, "")) for column in columns])
    return into.getvalue()


def _cell(value: Any) -> str:
    return safe_cell("" if value is None else str(value))


def _domain(view: OrganisationView, target: Any) -> dict[str, Any]:
    return {
        "domain": target.domain.ascii,
        "added_at": target.added_at.isoformat(),
        "measurements": [
            {
                "measured_at": run.finished_at.isoformat(),
                "purpose": run.purpose.value,
                "findings": stored_document(view, run.id)["findings"],
            }
            for run in runs_of(view, target.id, most=1000)
        ],
    }


def _card(view: OrganisationView) -> dict[str, Any] | None:
    card = card_of(view)
    return {**asdict(card.contacts), "written_at": card.written_at.isoformat()} if card.written_at else None


def _log(view: OrganisationView) -> list[dict[str, str]]:
    events = events_of_organisation(view.id, most=MOST_EVENTS)
    names = names_of(event.actor_id for event in events if event.actor_id)

    def who(event: RecordedEvent) -> str:
        # Who of a provider it was is the provider's to tell.
        if event.actor_id is None or event.actor == ActorKind.PROVIDER:
            return event.actor
        return names.get(event.actor_id, event.actor)

    return [{"at": event.at.isoformat(), "word": event.word, "who": who(event)} for event in events]
