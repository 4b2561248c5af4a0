"""Makes the file for the audit: all evidence of a trajectory as it is now, sealed. The same state gives the same bytes."""

import hashlib
import re
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.audits.completeness import completeness_of
from weerbaar.portal.audits.dossier.archive import MOST_BYTES
from weerbaar.portal.audits.dossier.manifest import Cover, entry_of
from weerbaar.portal.audits.dossier.signing import public_key_of
from weerbaar.portal.audits.dossier.verify import seal, verify
from weerbaar.portal.audits.errors import DossierFault, DossierRefused
from weerbaar.portal.audits.events import AuditEvent
from weerbaar.portal.audits.evidence.gather import gather
from weerbaar.portal.audits.evidence.plain import moment
from weerbaar.portal.audits.models import Dossier, DossierKey
from weerbaar.portal.audits.pages.render import first_pages
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.models import ParkSeat
from weerbaar.portal.trajectories.find import run_by, scheme_of
from weerbaar.portal.trajectories.models import Trajectory

KEYS_PATH = "/dossier/sleutels/"


@dataclass(frozen=True, slots=True)
class MadeDossier:
    """`is_new` is False when nothing had changed since the one before: then this is that one."""

    id: uuid.UUID
    number: int
    fingerprint: str
    is_new: bool


def make_dossier(
    trajectory_id: uuid.UUID, *, actor: Person, language: str = "nl", now: datetime | None = None
) -> MadeDossier:
    """The file of this moment, after the one before it in the chain.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        DossierRefused: this installation has no key yet, or the file would be too large.
    """
    now = (
        now or timezone.now()
    )  # the file says whole seconds; the row keeps the moment, to tell what came just after it
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        last = row.dossiers.order_by("-number").first()
        key = _key(now)
        if (
            last is not None
            and last.language == language
            and bytes(last.data) == _bytes_of(row, _again(row, last), key)
        ):
            return MadeDossier(last.id, last.number, last.fingerprint, is_new=False)
        cover = _cover(row, last, language, now)
        data = _bytes_of(row, cover, key)
        if len(data) > MOST_BYTES:
            raise DossierRefused(DossierFault.TOO_LARGE)
        made = Dossier.objects.create(
            trajectory=row,
            cycle=row.cycle,
            phase=row.phase,
            number=cover.number,
            language=language,
            fingerprint=verify(data).fingerprint,
            previous=cover.previous,
            public_key=public_key_of(key),
            data=data,
            size=len(data),
            made_at=now,
            made_by_id=actor.user_id,
        )
        record_event(AuditEvent.DOSSIER_MADE, actor=actor, subject_id=row.id, number=made.number)
    return MadeDossier(made.id, made.number, made.fingerprint, is_new=True)


def names_in(trajectory: Trajectory) -> list[str]:
    """The files in which the name or address of somebody with a seat stands. Texts are signed as they are, so people change
    them, not we.
    """
    people = ParkSeat.objects.filter(park_id=trajectory.park_id).values_list("user__name", "user__email")
    known = {text.strip() for pair in people for text in pair if len(text.strip()) > 3}
    if not known:
        return []
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in sorted(known)), re.IGNORECASE)
    files = gather(trajectory, scheme_of(trajectory))
    return sorted(name for name, data in files.items() if name != "scheme.yaml" and pattern.search(data.decode()))


def _bytes_of(row: Trajectory, cover: Cover, key: str) -> bytes:
    scheme = scheme_of(row)
    files = gather(row, scheme)
    entries = [entry_of(name, files[name]) for name in sorted(files)]
    made_at = datetime.fromisoformat(cover.made_at)
    phases = completeness_of(row, scheme, timezone.localdate(made_at))
    address = f"{settings.PUBLIC_URL}{KEYS_PATH}"
    return seal(cover, files | first_pages(cover, scheme, phases, entries, address), key)


def _cover(row: Trajectory, last: Dossier | None, language: str, now: datetime) -> Cover:
    return Cover(
        area=row.park.name,
        scheme=row.scheme,
        scheme_version=row.scheme_version,
        scheme_sha256=hashlib.sha256(row.scheme_text.encode()).hexdigest(),
        trajectory=str(row.id),
        cycle=row.cycle,
        phase=row.phase,
        number=last.number + 1 if last else 1,
        made_at=moment(now),
        language=language,
        previous=last.fingerprint if last else "",
        order=scheme_of(row).dossier,
    )


def _again(row: Trajectory, last: Dossier) -> Cover:
    """The cover that the last one would have if it were made of what is there now."""
    before = row.dossiers.filter(number=last.number - 1).first()
    return _cover(row, before, last.language, last.made_at)


def _key(now: datetime) -> str:
    """The private key; its public half is known from now on, and stays so when another comes."""
    key: str = settings.DOSSIER_KEY
    if not key:
        raise DossierRefused(DossierFault.NO_KEY)
    DossierKey.objects.get_or_create(public_key=public_key_of(key), defaults={"since": now})
    return key
