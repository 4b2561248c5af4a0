"""What the rules of a scheme count of walk-rounds."""

from collections.abc import Mapping

from weerbaar.portal.inspections.models import Inspection
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.rules import Thing


def things_of(trajectory: Trajectory) -> Mapping[str, tuple[Thing, ...]]:
    """The rounds that were closed, each on the day that it was walked."""
    rows = Inspection.objects.filter(park_id=trajectory.park_id, closed_at__isnull=False).order_by("walked_on", "id")
    return {"inspection": tuple(Thing({"round": row.round}, on=row.walked_on) for row in rows)}
