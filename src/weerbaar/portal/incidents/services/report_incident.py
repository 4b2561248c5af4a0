"""Keeps what a company reports: for its area, or for itself. A kind that nobody keeps is refused before anything is read."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.errors import DocumentFault, DocumentRefused
from weerbaar.portal.assessments.papers import PaperKind, read_paper
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.errors import IncidentFault, IncidentRefused, NoSuchIncident
from weerbaar.portal.incidents.events import IncidentEvent
from weerbaar.portal.incidents.find import WITHDRAWN_WITHIN, kind_of, takes_part
from weerbaar.portal.incidents.models import ParkIncident, SecurityIncident
from weerbaar.portal.incidents.read_routing import KeptBy
from weerbaar.portal.incidents.tells_who import tells_who
from weerbaar.portal.incidents.words import Damage, IncidentState
from weerbaar.portal.organisations.selectors import assert_may_work

LONGEST_STREET = 80
LONGEST_LESSON = 200
MOST_A_DAY = 20


@dataclass(frozen=True, slots=True)
class Photo:
    """What somebody hands in. `nobody_in_it` is their word that neither people nor number plates can be seen."""

    data: bytes
    size: int
    nobody_in_it: bool


@dataclass(frozen=True, slots=True)
class IncidentForm:
    """What is told of an incident. `street` and what follows it are for reports to an area only."""

    happened_on: date | None
    damage: Damage | None
    police_told: bool
    lesson: str = ""
    street: str = ""
    says_who: bool = False
    photo: Photo | None = None
    latitude: float | None = None
    longitude: float | None = None


def report_incident(
    organisation_id: uuid.UUID,
    park_id: uuid.UUID | None,
    kind: str,
    form: IncidentForm,
    *,
    actor: Person,
    now: datetime | None = None,
) -> uuid.UUID:
    """The id of the report, which who may see it sees from now on.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        IncidentRefused: carries why.
    """
    now = now or timezone.now()
    assert_may_work(actor, organisation_id)
    _assert_kept_by(kind, KeptBy.AREA)
    if park_id is None or not takes_part(organisation_id, park_id):
        raise IncidentRefused(IncidentFault.NO_AREA, "park")
    told = _told(form, now)
    street = _plain(form.street, LONGEST_STREET, "street", is_place=True)
    if not street:
        raise IncidentRefused(IncidentFault.NO_STREET, "street")
    photo, photo_kind = _photo(form.photo)  # outside of the transaction: a picture takes a while
    with transaction.atomic():
        reports = ParkIncident.objects.filter(organisation_id=organisation_id)
        if reports.filter(reported_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
            raise IncidentRefused(IncidentFault.TOO_MANY)
        row = ParkIncident.objects.create(
            park_id=park_id,
            organisation_id=organisation_id,
            kind=kind,
            street=street,
            says_who=form.says_who,
            latitude=form.latitude,
            longitude=form.longitude,
            photo=photo,
            photo_kind=photo_kind,
            reported_at=now,
            reported_by_id=actor.user_id,
            **told,
        )
        record_event(IncidentEvent.REPORTED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return row.id


def note_security_incident(
    organisation_id: uuid.UUID, kind: str, form: IncidentForm, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """Keep a digital incident for the company alone; the id of the note.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        IncidentRefused: carries why.
    """
    now = now or timezone.now()
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        _assert_kept_by(kind, KeptBy.COMPANY)
        notes = SecurityIncident.objects.filter(organisation_id=organisation_id)
        if notes.filter(noted_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
            raise IncidentRefused(IncidentFault.TOO_MANY)
        row = SecurityIncident.objects.create(
            organisation_id=organisation_id, kind=kind, noted_at=now, noted_by_id=actor.user_id, **_told(form, now)
        )
        record_event(IncidentEvent.NOTED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return row.id


def correct_incident(
    organisation_id: uuid.UUID,
    incident_id: uuid.UUID,
    form: IncidentForm,
    *,
    actor: Person,
    now: datetime | None = None,
) -> None:
    """Replace what was told, until the area closed it. The photo stays unless there is another one.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchIncident: not this person's, or there is none.
        IncidentRefused: carries why.
    """
    now = now or timezone.now()
    told, street = _told(form, now), _plain(form.street, LONGEST_STREET, "street", is_place=True)
    if not street:
        raise IncidentRefused(IncidentFault.NO_STREET, "street")
    photo, photo_kind = _photo(form.photo)
    with transaction.atomic():
        row = _own(organisation_id, incident_id, actor)
        if row.state == IncidentState.CLOSED.value:
            raise IncidentRefused(IncidentFault.CLOSED)
        for name, value in told.items():
            setattr(row, name, value)
        row.street, row.says_who = street, form.says_who
        if form.latitude is not None:
            row.latitude, row.longitude = form.latitude, form.longitude
        if photo is not None:
            row.photo, row.photo_kind = photo, photo_kind
        row.save()
        record_event(IncidentEvent.CORRECTED, actor=actor, subject_id=row.id, organisation_id=organisation_id)


def withdraw_incident(
    organisation_id: uuid.UUID, incident_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """Erase the report, as if it had not been made. Within the hour only: after that others rely on it.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchIncident: not this person's, or there is none.
        IncidentRefused: the hour is over.
    """
    with transaction.atomic():
        row = _own(organisation_id, incident_id, actor)
        if (now or timezone.now()) > row.reported_at + WITHDRAWN_WITHIN:
            raise IncidentRefused(IncidentFault.TOO_LATE)
        record_event(IncidentEvent.WITHDRAWN, actor=actor, subject_id=row.id, organisation_id=organisation_id)
        row.delete()


def erase_security_incident(organisation_id: uuid.UUID, incident_id: uuid.UUID, *, actor: Person) -> None:
    """Erase a note of the company, at any moment: nobody else relies on it.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchIncident: not this person's, or there is none.
    """
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        row = SecurityIncident.objects.filter(organisation_id=organisation_id, id=incident_id).first()
        if row is None:
            raise NoSuchIncident
        record_event(IncidentEvent.ERASED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
        row.delete()


def _own(organisation_id: uuid.UUID, incident_id: uuid.UUID, actor: Person) -> ParkIncident:
    assert_may_work(actor, organisation_id)
    row = ParkIncident.objects.select_for_update().filter(organisation_id=organisation_id, id=incident_id).first()
    if row is None:
        raise NoSuchIncident
    return row


def _assert_kept_by(kind: str, keeper: KeptBy) -> None:
    known = kind_of(kind)
    if known is None or known.kept_by is not keeper:
        raise IncidentRefused(IncidentFault.NO_SUCH_KIND)


def _told(form: IncidentForm, now: datetime) -> dict[str, date | str | bool]:
    if form.happened_on is None:
        raise IncidentRefused(IncidentFault.NO_DAY, "happened_on")
    if form.happened_on > timezone.localdate(now):
        raise IncidentRefused(IncidentFault.DAY_AHEAD, "happened_on")
    if form.damage is None:
        raise IncidentRefused(IncidentFault.NO_DAMAGE, "damage")
    return {
        "happened_on": form.happened_on,
        "damage": form.damage.value,
        "police_told": form.police_told,
        "lesson": _plain(form.lesson, LONGEST_LESSON, "lesson"),
    }


def _plain(text: str, longest: int, field: str, *, is_place: bool = False) -> str:
    tidy = " ".join(text.split())
    if len(tidy) > longest:
        raise IncidentRefused(IncidentFault.TOO_LONG, field)
    if tells_who(tidy, is_place=is_place):
        raise IncidentRefused(IncidentFault.TELLS_WHO, field)
    return tidy


def _photo(photo: Photo | None) -> tuple[bytes | None, str]:
    """The points of the picture alone: where and when it was made stays behind."""
    if photo is None:
        return None, ""
    if not photo.nobody_in_it:
        raise IncidentRefused(IncidentFault.PEOPLE_IN_PHOTO, "nobody_in_it")
    try:
        paper = read_paper(photo.data, photo.size)
    except DocumentRefused as refused:
        is_large = refused.fault is DocumentFault.TOO_LARGE
        fault = IncidentFault.PHOTO_TOO_LARGE if is_large else IncidentFault.NO_PHOTO
        raise IncidentRefused(fault, "photo") from refused
    if paper.kind is PaperKind.PDF:
        raise IncidentRefused(IncidentFault.NO_PHOTO, "photo")
    return paper.data, paper.kind.value
