"""Begins the way of an area by one version of a scheme."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.selectors import park_of
from weerbaar.portal.trajectories.errors import AlreadyUnderWay, UnknownScheme
from weerbaar.portal.trajectories.events import TrajectoryEvent
from weerbaar.portal.trajectories.models import PhaseStep, Trajectory
from weerbaar.portal.trajectories.policies import may_run
from weerbaar.portal.trajectories.schemes.read_scheme import scheme_files
from weerbaar.portal.trajectories.words import PhaseVerb


def begin_trajectory(park_id: uuid.UUID, scheme_id: str, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """The id of the trajectory; it stands in the first phase of the scheme.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        UnknownScheme: the product knows no such scheme.
        AlreadyUnderWay: the area has one.
    """
    now = now or timezone.now()
    found = scheme_files().get(scheme_id)
    if found is None:
        raise UnknownScheme
    scheme, text = found
    park = park_of(actor, park_id)
    if not may_run(park.role):
        raise ParkNotAllowed
    try:
        with transaction.atomic():
            row = Trajectory.objects.create(
                park_id=park_id,
                scheme=scheme.id,
                scheme_version=scheme.version,
                scheme_text=text,
                phase=scheme.phases[0].id,
                phase_since=timezone.localdate(now),
                begun_at=now,
                begun_by_id=actor.user_id,
            )
            PhaseStep.objects.create(
                trajectory=row,
                cycle=1,
                phase=row.phase,
                verb=PhaseVerb.BEGIN.value,
                at=now,
                by_id=actor.user_id,
                by_name=names_of([actor.user_id]).get(actor.user_id, ""),
            )
            record_event(TrajectoryEvent.BEGUN, actor=actor, subject_id=row.id, scheme=scheme.id)
    except IntegrityError as error:
        raise AlreadyUnderWay from error
    return row.id
