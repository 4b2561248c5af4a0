"""Takes in the scan of a paper that was signed on paper; somebody else compares it with the text before it counts."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.assessments.errors import DocumentFault, DocumentRefused
from weerbaar.portal.assessments.papers import PaperKind, read_paper
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.selectors import ParkView
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.errors import NoSuchScan, ScanFault, ScanRefused
from weerbaar.portal.trajectories.events import TrajectoryEvent
from weerbaar.portal.trajectories.find import paper_in, trajectory_for
from weerbaar.portal.trajectories.models import Paper, Signature, SignedScan
from weerbaar.portal.trajectories.policies import may_run, signs_for
from weerbaar.portal.trajectories.schemes.states import ArtefactState

TAKEN = (PaperKind.PDF, PaperKind.JPEG, PaperKind.PNG)
MOST_OF_PAPER = 60  # scans: every party twice, and some to spare
_SIGNABLE = {ArtefactState.REVIEW.value, ArtefactState.ADOPTED.value}
_FAULTS = {
    DocumentFault.EMPTY: ScanFault.NO_FILE,
    DocumentFault.TOO_LARGE: ScanFault.TOO_LARGE,
    DocumentFault.OTHER_KIND: ScanFault.OTHER_KIND,
}


@dataclass(frozen=True, slots=True)
class Scan:
    """What somebody hands in. `data` holds at least the beginning of the `size` bytes that were sent."""

    party: PartnerKind | None
    signed_on: date | None
    data: bytes
    size: int


def bring_scan(
    trajectory_id: uuid.UUID, paper_id: uuid.UUID, scan: Scan, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the scan. It is for the text as it is now: with another edition it counts no more.

    Raises:
        NoSuchTrajectory, NoSuchPaper: there is none for this person.
        ParkNotAllowed: the person neither runs the area nor speaks for this party.
        ScanRefused: carries why.
    """
    now = now or timezone.now()
    if not scan.size:
        raise ScanRefused(ScanFault.NO_FILE)
    kind, data = _read(scan)
    with transaction.atomic():
        row, park = trajectory_for(actor, trajectory_id, lock=True)
        paper = paper_in(row, paper_id)
        party = _party(scan.party, park)
        if scan.signed_on is None or scan.signed_on > timezone.localdate(now):
            raise ScanRefused(ScanFault.NO_DAY)
        if paper.state not in _SIGNABLE:
            raise ScanRefused(ScanFault.NOT_SUBMITTED)
        sha256 = hashlib.sha256(data).hexdigest()
        _assert_new(paper, party, sha256)
        made = SignedScan.objects.create(
            paper=paper,
            party=party.value,
            text_hash=paper.text_hash,
            signed_on=scan.signed_on,
            kind=kind.value,
            data=data,
            size=len(data),
            sha256=sha256,
            brought_at=now,
            brought_by_id=actor.user_id,
            brought_by_name=_name(actor),
        )
        record_event(TrajectoryEvent.SCAN_BROUGHT, actor=actor, subject_id=paper.id, party=party.value)
    return made.id


def check_scan(
    trajectory_id: uuid.UUID, scan_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the signature that it becomes: this person saw that the party signed exactly this text.

    Raises:
        NoSuchTrajectory, NoSuchScan: there is none for this person.
        ScanRefused: the person brought it, the text is another one by now, or the party has signed it.
    """
    with transaction.atomic():
        row, _ = trajectory_for(actor, trajectory_id, lock=True)
        scan = _scan_in(row.id, scan_id)
        if scan.brought_by_id == actor.user_id:
            raise ScanRefused(ScanFault.OWN_CHECK)
        paper = scan.paper
        if paper.state not in _SIGNABLE or paper.text_hash != scan.text_hash:
            raise ScanRefused(ScanFault.NOT_SUBMITTED)
        if paper.signatures.filter(party=scan.party, text_hash=scan.text_hash).exists():
            raise ScanRefused(ScanFault.SIGNED_BEFORE)
        signature = Signature.objects.create(
            paper=paper,
            scan=scan,
            party=scan.party,
            text_hash=scan.text_hash,
            at=now or timezone.now(),
            by_id=actor.user_id,
            by_name=_name(actor),
        )
        record_event(TrajectoryEvent.SCAN_CHECKED, actor=actor, subject_id=paper.id, party=scan.party)
    return signature.id


def remove_scan(trajectory_id: uuid.UUID, scan_id: uuid.UUID, *, actor: Person) -> None:
    """Erase a scan that does not count yet: the wrong sheet, or not readable.

    Raises:
        NoSuchTrajectory, NoSuchScan: there is none for this person.
        ParkNotAllowed: the person neither brought it nor runs the area.
        ScanRefused: it counts as a signature.
    """
    with transaction.atomic():
        row, park = trajectory_for(actor, trajectory_id, lock=True)
        scan = _scan_in(row.id, scan_id)
        if not may_run(park.role) and scan.brought_by_id != actor.user_id:
            raise ParkNotAllowed
        if Signature.objects.filter(scan=scan).exists():
            raise ScanRefused(ScanFault.SIGNED_BEFORE)
        record_event(TrajectoryEvent.SCAN_REMOVED, actor=actor, subject_id=scan.paper_id, party=scan.party)
        scan.delete()


def _read(scan: Scan) -> tuple[PaperKind, bytes]:
    """What is kept: a picture is written anew, without what hides in it (see `read_paper`)."""
    try:
        paper = read_paper(scan.data, scan.size)
    except DocumentRefused as refused:
        raise ScanRefused(_FAULTS.get(refused.fault, ScanFault.BROKEN)) from refused
    if paper.kind not in TAKEN:
        raise ScanRefused(ScanFault.OTHER_KIND)
    return paper.kind, paper.data


def _party(party: PartnerKind | None, park: ParkView) -> PartnerKind:
    own = signs_for(park.role, park.party)
    if not may_run(park.role):
        if own is None or party not in {None, own}:
            raise ParkNotAllowed
        return own
    if party is None:
        raise ScanRefused(ScanFault.NO_PARTY)
    return party


def _assert_new(paper: Paper, party: PartnerKind, sha256: str) -> None:
    if paper.signatures.filter(party=party.value, text_hash=paper.text_hash).exists():
        raise ScanRefused(ScanFault.SIGNED_BEFORE)
    if paper.scans.filter(party=party.value, sha256=sha256).exists():
        raise ScanRefused(ScanFault.BROUGHT_BEFORE)
    if paper.scans.count() >= MOST_OF_PAPER:
        raise ScanRefused(ScanFault.TOO_MANY)


def _scan_in(trajectory_id: uuid.UUID, scan_id: uuid.UUID) -> SignedScan:
    row = SignedScan.objects.filter(id=scan_id, paper__trajectory_id=trajectory_id).select_related("paper").first()
    if row is None:
        raise NoSuchScan
    return row


def _name(actor: Person) -> str:
    return names_of([actor.user_id]).get(actor.user_id, "")[:120]
