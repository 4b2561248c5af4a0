"""The safety analyses that were adopted: the text that holds, and the sources with their hashes."""

from weerbaar.portal.analyses.models import AnalysisEdition
from weerbaar.portal.analyses.words import EditionState
from weerbaar.portal.audits.evidence.plain import day, listed
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Scheme


def analyses_of(trajectory: Trajectory, scheme: Scheme) -> dict[str, bytes]:
    """Oldest first: a text for each, and a list."""
    rows = AnalysisEdition.objects.filter(park_id=trajectory.park_id, state=EditionState.ADOPTED.value)
    files: dict[str, bytes] = {}
    entries = []
    for row in rows.order_by("number"):
        file = f"rooms/analysis-{row.number}.txt"
        files[file] = row.text.encode()
        entries.append(
            {
                "number": row.number,
                "since": day(row.since),
                "until": day(row.until),
                "file": file,
                "text_sha256": row.text_hash,
                "sources": row.refs,
            }
        )
    return files | listed("rooms/analyses", entries)
