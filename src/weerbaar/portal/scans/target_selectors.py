"""What reads the targets of an organisation and what was seen there. Every reading starts from an organisation view,
which only its people and those it shares with can get.
"""

import json
import uuid
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.errors import NoSuchTarget
from weerbaar.portal.scans.models import DomainProof, ScanRun, Target, TargetAgreement
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.states import State
from weerbaar.scanner.facts.http import WEB_ADDRESSES
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.domain_name import DomainName


@dataclass(frozen=True, slots=True)
class TargetView:
    """A domain of the company. `measured_at` and `busy` tell of its newest finished and unfinished run."""

    id: uuid.UUID
    domain: DomainName
    added_at: datetime
    measured_at: datetime | None
    busy: bool


@dataclass(frozen=True, slots=True)
class ProofView:
    """Where the proof of a domain stands. `method` is empty as long as nothing was proven; `fault` tells of the last look."""

    method: str
    proven_at: datetime | None
    expires_at: datetime | None
    checked_at: datetime | None
    fault: str
    busy: bool
    mailed_to: str
    mailed_at: datetime | None

    @property
    def holds(self) -> bool:
        """Whether the domain is proven."""
        return self.proven_at is not None


@dataclass(frozen=True, slots=True)
class AgreementView:
    """What the owner agreed to."""

    given_at: datetime
    until: datetime
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """A finished run of a target."""

    id: uuid.UUID
    target_id: uuid.UUID
    purpose: Purpose
    finished_at: datetime


def targets_of(view: OrganisationView) -> Sequence[TargetView]:
    """The domains of the company, first added first."""
    rows = Target.objects.filter(organisation_id=view.id).order_by("added_at", "id")
    return [_view(row) for row in rows]


def target_of(view: OrganisationView, target_id: uuid.UUID) -> TargetView:
    """One domain of the company.

    Raises:
        NoSuchTarget: the company has no such domain.
    """
    row = Target.objects.filter(organisation_id=view.id, id=target_id).first()
    if row is None:
        raise NoSuchTarget
    return _view(row)


def runs_of(view: OrganisationView, target_id: uuid.UUID, *, most: int = 50) -> Sequence[RunView]:
    """The finished runs of one domain, newest first."""
    rows = ScanRun.objects.filter(
        owned_by__organisation_id=view.id, owned_by_id=target_id, state=State.DONE, finished_at__isnull=False
    ).order_by("-finished_at", "-id")[:most]
    return [
        RunView(row.id, target_id, Purpose(row.purpose), row.finished_at) for row in rows if row.finished_at is not None
    ]


def stored_document(view: OrganisationView, run_id: uuid.UUID) -> dict[str, Any]:
    """The JSON document of one run of the company, as it was stored.

    Raises:
        NoSuchTarget: the company has no such run, or it has no result.
    """
    row = ScanRun.objects.filter(owned_by__organisation_id=view.id, id=run_id, state=State.DONE).first()
    if row is None or row.result is None:
        raise NoSuchTarget
    document: dict[str, Any] = json.loads(zlib.decompress(row.result))
    return document


def result_of_run(view: OrganisationView, run_id: uuid.UUID) -> ScanResult:
    """What one run of the company saw, judged anew.

    Raises:
        NoSuchTarget: the company has no such run, or it has no result.
    """
    return ScanResult.from_json(stored_document(view, run_id))


def latest_results(view: OrganisationView) -> Sequence[tuple[TargetView, RunView, ScanResult]]:
    """Of each domain that was measured, the newest result."""
    found = []
    for target in targets_of(view):
        runs = runs_of(view, target.id, most=1)
        if runs:
            found.append((target, runs[0], result_of_run(view, runs[0].id)))
    return found


def proof_of(view: OrganisationView, target_id: uuid.UUID, now: datetime) -> ProofView:
    """Where the proof of a domain stands; of one that nobody began, nothing."""
    row = DomainProof.objects.filter(target_id=target_id, target__organisation_id=view.id).first()
    if row is None:
        return ProofView("", None, None, None, "", False, "", None)
    holds = row.proven_at is not None and row.expires_at is not None and row.expires_at > now
    return ProofView(
        row.method if holds else "",
        row.proven_at if holds else None,
        row.expires_at if holds else None,
        row.checked_at,
        row.fault,
        row.busy,
        row.mailed_to,
        row.mailed_at,
    )


def agreement_of(view: OrganisationView, target_id: uuid.UUID, now: datetime) -> AgreementView | None:
    """The agreement in force, if there is one."""
    row = TargetAgreement.objects.filter(
        target_id=target_id, target__organisation_id=view.id, withdrawn_at=None, until__gt=now
    ).first()
    return AgreementView(row.given_at, row.until, tuple(row.addresses)) if row else None


def addresses_of(view: OrganisationView, target_id: uuid.UUID) -> Sequence[str]:
    """The addresses of the domain's website in its newest result: what an owner can agree to have looked at."""
    runs = runs_of(view, target_id, most=1)
    if not runs:
        return []
    seen = result_of_run(view, runs[0].id).sheet[WEB_ADDRESSES]
    if isinstance(seen, Unobserved):
        return []
    found: list[str] = []
    for host in seen.value:
        for family in (host.ipv4, host.ipv6):
            found.extend(family.value if isinstance(family, Observed) else ())
    return list(dict.fromkeys(found))


def target_of_run(run_id: uuid.UUID) -> uuid.UUID | None:
    """Which domain of a company a run belongs to, if to any; for processes of ours."""
    return ScanRun.objects.filter(id=run_id).values_list("owned_by_id", flat=True).first()


@dataclass(frozen=True, slots=True)
class SeenRun:
    """A run that proof names: which domain, and when it looked. `target_id` is None for who may not open that domain's page."""

    id: uuid.UUID
    target_id: uuid.UUID | None
    domain: DomainName
    at: datetime


def seen_runs(runs: Collection[uuid.UUID], organisation_id: uuid.UUID | None) -> Sequence[SeenRun]:
    """Of these, what is still there. `organisation_id` is the company that asks; None for who did work for it."""
    rows = ScanRun.objects.filter(id__in=runs, state=State.DONE, owned_by__isnull=False).select_related("owned_by")
    if organisation_id is not None:
        rows = rows.filter(owned_by__organisation_id=organisation_id)
    return [
        SeenRun(row.id, row.owned_by_id if organisation_id else None, DomainName(row.target), row.started_at)
        for row in rows.order_by("started_at", "id")
        if row.started_at is not None
    ]


def runs_of_our_own(runs: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Of these, the finished runs that were made for a company: not what a visitor measured and a company took over."""
    rows = ScanRun.objects.filter(id__in=runs, state=State.DONE, owned_by__isnull=False).exclude(purpose=Purpose.KEPT)
    return frozenset(rows.values_list("id", flat=True))


def organisation_of_run(run_id: uuid.UUID) -> uuid.UUID | None:
    """Which company a run belongs to, if to any; for processes of ours."""
    row = ScanRun.objects.filter(id=run_id, owned_by__isnull=False).select_related("owned_by").first()
    return row.owned_by.organisation_id if row and row.owned_by else None


def _view(row: Target) -> TargetView:
    runs = ScanRun.objects.filter(owned_by_id=row.id)
    newest = runs.filter(state=State.DONE).order_by("-finished_at").first()
    return TargetView(
        row.id,
        DomainName(row.domain),
        row.added_at,
        newest.finished_at if newest else None,
        runs.filter(state__in=[State.QUEUED, State.RUNNING]).exists(),
    )
