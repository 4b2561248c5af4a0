"""All files of the evidence, of all rooms."""

from collections.abc import Callable

from weerbaar.portal.audits.evidence.analyses import analyses_of
from weerbaar.portal.audits.evidence.audits import audits_of
from weerbaar.portal.audits.evidence.figures import figures_of
from weerbaar.portal.audits.evidence.inspections import inspections_of
from weerbaar.portal.audits.evidence.measures import measures_of
from weerbaar.portal.audits.evidence.meetings import meetings_of
from weerbaar.portal.audits.evidence.papers import papers_of
from weerbaar.portal.audits.evidence.phases import phases_of
from weerbaar.portal.audits.evidence.surveys import surveys_of
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Scheme

Files = dict[str, bytes]
ROOMS: tuple[Callable[[Trajectory, Scheme], Files], ...] = (
    papers_of,
    phases_of,
    measures_of,
    inspections_of,
    meetings_of,
    figures_of,
    surveys_of,
    analyses_of,
    audits_of,
)


def gather(trajectory: Trajectory, scheme: Scheme) -> Files:
    """By name. A room without anything gives no file."""
    files: Files = {"scheme.yaml": trajectory.scheme_text.encode()}
    for room in ROOMS:
        files |= room(trajectory, scheme)
    return files
