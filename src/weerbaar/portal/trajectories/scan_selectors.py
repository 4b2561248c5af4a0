"""What reads signed scans. Only for who has a seat at the area."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from weerbaar.portal.assessments.papers import PaperKind
from weerbaar.portal.core.actors import Person
from weerbaar.portal.trajectories.errors import NoSuchScan
from weerbaar.portal.trajectories.find import trajectory_for
from weerbaar.portal.trajectories.models import Signature, SignedScan


@dataclass(frozen=True, slots=True)
class ScanView:
    """A scan; `checked_by` is empty while nobody compared it with the text. `is_of_text` says that its text still holds."""

    id: uuid.UUID
    party: str
    signed_on: date
    kind: PaperKind
    size: int
    sha256: str
    brought_at: datetime
    brought_by: str
    is_own: bool
    is_of_text: bool
    checked_by: str
    checked_at: datetime | None


def scans_of(person: Person, trajectory_id: uuid.UUID, paper_id: uuid.UUID) -> list[ScanView]:
    """Those of one edition of a paper, in the order in which they came.

    Raises:
        NoSuchTrajectory: there is none for this person.
    """
    trajectory_for(person, trajectory_id)
    rows = SignedScan.objects.filter(paper_id=paper_id, paper__trajectory_id=trajectory_id).select_related("paper")
    signed = {row.scan_id: row for row in Signature.objects.filter(paper_id=paper_id).exclude(scan=None)}
    return [
        ScanView(
            id=row.id,
            party=row.party,
            signed_on=row.signed_on,
            kind=PaperKind(row.kind),
            size=row.size,
            sha256=row.sha256,
            brought_at=row.brought_at,
            brought_by=row.brought_by_name,
            is_own=row.brought_by_id == person.user_id,
            is_of_text=row.text_hash == row.paper.text_hash,
            checked_by=signed[row.id].by_name if row.id in signed else "",
            checked_at=signed[row.id].at if row.id in signed else None,
        )
        for row in rows.defer("data").order_by("brought_at", "id")
    ]


def scan_file(person: Person, trajectory_id: uuid.UUID, scan_id: uuid.UUID) -> tuple[PaperKind, bytes]:
    """The file itself.

    Raises:
        NoSuchTrajectory, NoSuchScan: there is none for this person.
    """
    trajectory_for(person, trajectory_id)
    row = SignedScan.objects.filter(id=scan_id, paper__trajectory_id=trajectory_id).first()
    if row is None:
        raise NoSuchScan
    return PaperKind(row.kind), bytes(row.data)
