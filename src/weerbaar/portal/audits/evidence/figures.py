"""Where figures from outside came from: which file, of which source, about which period."""

from weerbaar.portal.audits.evidence.plain import listed, moment
from weerbaar.portal.figures.models import FigureImport
from weerbaar.portal.figures.words import ImportState
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Scheme


def figures_of(trajectory: Trajectory, scheme: Scheme) -> dict[str, bytes]:
    """The files that were taken in and hold, with their hashes. A file name is a text of a person: it stays out."""
    rows = FigureImport.objects.filter(park_id=trajectory.park_id, state=ImportState.TAKEN_IN.value)
    return listed(
        "rooms/figures",
        [
            {
                "source": row.source,
                "sha256": row.sha256,
                "note": row.note,
                "first_period": row.first_period,
                "last_period": row.last_period,
                "rows": row.rows,
                "taken_in_at": moment(row.at),
            }
            for row in rows.order_by("at", "id")
        ],
    )
