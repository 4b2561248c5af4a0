"""The walk-rounds that are closed, with their points and what became of them. Photos are told by hash: faces may be on them."""

from weerbaar.portal.audits.evidence.plain import day, listed, moment
from weerbaar.portal.inspections.models import Inspection
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Scheme


def inspections_of(trajectory: Trajectory, scheme: Scheme) -> dict[str, bytes]:
    """Of the area, oldest first. Who walked along is told by party."""
    rows = Inspection.objects.filter(park_id=trajectory.park_id, closed_at__isnull=False).order_by("walked_on", "id")
    return listed(
        "rooms/inspections",
        [
            {
                "round": row.round,
                "walked_on": day(row.walked_on),
                "route": row.route,
                "weather": row.weather,
                "participants": sorted(row.participants),
                "closed_at": moment(row.closed_at),
                "points": [
                    {
                        "type": point.type,
                        "aspect": point.aspect,
                        "severity": point.severity,
                        "owner": point.owner,
                        "text": point.text,
                        "place": point.place_text,
                        "seen_at": moment(point.seen_at),
                        "state": point.state,
                        "due_on": day(point.due_on),
                        "solved_on": day(point.solved_on),
                        "solved_by_party": point.solved_by_party,
                        "verified_by_party": point.verified_by_party,
                        "answer": point.answer,
                    }
                    for point in row.points.order_by("seen_at", "id")
                ],
            }
            for row in rows
        ],
    )
