"""The meetings that were held and what each decided. Minutes name who was there: of them only the hash is in the file."""

from weerbaar.portal.audits.evidence.plain import day, listed, moment
from weerbaar.portal.meetings.models import Meeting
from weerbaar.portal.meetings.words import MeetingState
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Scheme


def meetings_of(trajectory: Trajectory, scheme: Scheme) -> dict[str, bytes]:
    """Oldest first. Who was there is told by party."""
    held = Meeting.objects.filter(trajectory=trajectory, state=MeetingState.HELD.value).order_by("starts_at", "id")
    return listed("rooms/meetings", [_meeting(row) for row in held])


def _meeting(row: Meeting) -> dict[str, object]:
    minutes = getattr(row, "minutes", None)
    return {
        "pattern": row.pattern,
        "starts_at": moment(row.starts_at),
        "ends_at": moment(row.ends_at),
        "present": sorted(set(row.invitees.filter(present=True).values_list("party", flat=True))),
        "decisions": [
            {
                "number": item.number,
                "kind": item.kind,
                "about": item.about,
                "owner": item.owner,
                "due_on": day(item.due_on),
                "text": item.text,
                "measure": str(item.measure_id or ""),
            }
            for item in row.decisions.order_by("number")
        ],
        "minutes": {
            "edition": minutes.edition,
            "text_sha256": minutes.text_hash,
            "sent_at": moment(minutes.sent_at),
            "approved_at": moment(minutes.approved_at),
        }
        if minutes
        else None,
    }
