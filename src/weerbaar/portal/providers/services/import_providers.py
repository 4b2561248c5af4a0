"""Takes providers, or an extract of a register of marks, from a file. Nothing is written when anything is refused."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.models import User
from weerbaar.portal.accounts.services.find_or_make_person import find_or_make_person
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.models import Membership, Organisation
from weerbaar.portal.organisations.words import OrganisationKind, Role
from weerbaar.portal.providers.checklist import checklists
from weerbaar.portal.providers.csv_rows import (
    Complaint,
    FileFault,
    MarkRow,
    ProviderRow,
    Table,
    read_marks,
    read_providers,
)
from weerbaar.portal.providers.errors import Fault
from weerbaar.portal.providers.events import ProviderEvent
from weerbaar.portal.providers.mark_selectors import offered_marks
from weerbaar.portal.providers.models import Mark, Provider, ProviderImport
from weerbaar.portal.providers.policies import Vetter, Weight, weight_of
from weerbaar.portal.providers.services.change_profile import write_profile
from weerbaar.portal.providers.services.vet_provider import Judgement, write_down
from weerbaar.portal.providers.vetter_selectors import NoVetter, business_of, is_operator, vetter_of
from weerbaar.portal.providers.words import Decision, MarkState, ProviderState, VettingKind


def checked_providers(data: bytes, *, actor: Person) -> Table[ProviderRow]:
    """What would be taken in, and what is wrong. A provider with the same number in the trade register is not taken twice.

    Raises:
        NoVetter: this person does not keep the installation.
    """
    _assert_operator(actor)
    table = read_providers(data)
    numbers = {row.kvk_number for row in table.rows} - {""}
    taken = set(
        Organisation.objects.filter(provider__isnull=False, kvk_number__in=numbers).values_list("kvk_number", flat=True)
    )
    twice = [Complaint(row.line, "kvk_number", Fault.TAKEN) for row in table.rows if row.kvk_number in taken]
    return Table(table.rows, [*table.complaints, *twice])


def import_providers(data: bytes, *, actor: Person, now: datetime | None = None) -> Table[ProviderRow]:
    """Every provider becomes a draft of whoever has its mail address, to be completed and handed in by them.

    Raises:
        NoVetter: this person does not keep the installation.
    """
    with transaction.atomic():
        table = checked_providers(data, actor=actor)
        if table.complaints:
            return table
        batch = ProviderImport.objects.create(at=now or timezone.now(), by_id=actor.user_id)
        for row in table.rows:
            provider = _draft_of(row, batch)
            record_event(
                ProviderEvent.IMPORTED,
                actor=actor,
                subject_id=provider.id,
                organisation_id=provider.organisation_id,
            )
    return table


def undo_import(import_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> int:
    """How many drafts were removed. What was handed in since stays, and so does who signed in or belongs elsewhere.

    Raises:
        NoVetter: this person does not keep the installation.
    """
    _assert_operator(actor)
    with transaction.atomic():
        batch = ProviderImport.objects.select_for_update().filter(id=import_id, undone_at=None).first()
        if batch is None:
            return 0
        drafts = list(
            Provider.objects.filter(imported=batch, state=ProviderState.DRAFT, submitted_at=None).select_related(
                "organisation"
            )
        )
        for row in drafts:
            people = list(Membership.objects.filter(organisation=row.organisation).values_list("user_id", flat=True))
            provider_id, organisation_id = row.id, row.organisation_id
            row.organisation.delete()
            record_event(
                ProviderEvent.IMPORT_UNDONE, actor=actor, subject_id=provider_id, organisation_id=organisation_id
            )
            made_for_it = User.objects.filter(id__in=people, last_login=None, joined_at__gte=batch.at)
            made_for_it.filter(memberships=None).delete()
        batch.undone_at = now or timezone.now()
        batch.save(update_fields=["undone_at"])
    return len(drafts)


def checked_marks(data: bytes, *, actor: Person, now: datetime | None = None) -> Table[MarkRow]:
    """What would be taken in: rows of providers we do not know are left out. Own and competing providers are refused, since
    one vetter alone does not decide about them.

    Raises:
        NoVetter: this person does not keep the installation.
    """
    _assert_operator(actor)
    table = read_marks(data, list(offered_marks()), timezone.localdate(now))
    known, vetter = _by_number(table), vetter_of(actor)
    rows = [row for row in table.rows if row.kvk_number in known]
    barred = [
        Complaint(row.line, "kvk_number", FileFault.NOT_YOURS)
        for row in rows
        if any(weight_of(vetter, business_of(one)) is not Weight.WHOLE for one in known[row.kvk_number])
    ]
    return Table(rows, [*table.complaints, *barred])


def import_marks(data: bytes, *, actor: Person, now: datetime | None = None) -> Table[MarkRow]:
    """Every mark in the extract counts as looked up in the register today.

    Raises:
        NoVetter: this person does not keep the installation.
    """
    now = now or timezone.now()
    with transaction.atomic():
        table = checked_marks(data, actor=actor, now=now)
        if table.complaints:
            return table
        known, vetter = _by_number(table), vetter_of(actor)
        for row in table.rows:
            for provider in known[row.kvk_number]:
                _verify(provider, row, vetter, actor, now)
    return table


def _draft_of(row: ProviderRow, batch: ProviderImport) -> Provider:
    """The draft. Its owner did nothing yet, so nothing else stands in the trail."""
    organisation = Organisation.objects.create(
        kind=OrganisationKind.PROVIDER,
        name=row.name,
        kvk_number=row.kvk_number,
        municipality=row.profile.municipality,
    )
    owner_id = find_or_make_person(row.profile.email)
    Membership.objects.create(organisation=organisation, user_id=owner_id, role=Role.OWNER)
    provider = Provider.objects.create(organisation=organisation, imported=batch)
    write_profile(provider, row.profile)
    return provider


def _verify(provider: Provider, row: MarkRow, vetter: Vetter, actor: Person, now: datetime) -> None:
    claim = row.claim
    there = Mark.objects.filter(provider=provider, mark=claim.mark).exclude(state=MarkState.WITHDRAWN).first()
    mark = there or Mark(provider=provider, mark=claim.mark)
    mark.holder, mark.scope, mark.number = claim.holder, claim.scope, claim.number
    mark.valid_until, mark.register_url = claim.valid_until, claim.register_url
    mark.state, mark.checked_on, mark.checked_by_id = MarkState.VERIFIED, timezone.localdate(now), actor.user_id
    mark.save()
    judged = Judgement(True, tuple(point.id for point in checklists()[VettingKind.MARK]))
    write_down(provider, mark, VettingKind.MARK, Decision.APPROVED, judged, vetter, now)
    record_event(
        ProviderEvent.MARK_VERIFIED,
        actor=actor,
        subject_id=mark.id,
        organisation_id=provider.organisation_id,
        mark=mark.mark,
    )


def _by_number(table: Table[MarkRow]) -> dict[str, list[Provider]]:
    numbers = {row.kvk_number for row in table.rows}
    found: dict[str, list[Provider]] = {}
    for one in Provider.objects.filter(organisation__kvk_number__in=numbers).select_related("organisation"):
        found.setdefault(one.organisation.kvk_number, []).append(one)
    return found


def _assert_operator(actor: Person) -> None:
    if not is_operator(actor):
        raise NoVetter
