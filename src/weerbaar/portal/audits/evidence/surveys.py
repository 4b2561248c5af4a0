"""The surveys of entrepreneurs: how many replied and the figure of each indicator, never a single reply."""

from weerbaar.portal.audits.evidence.plain import day, listed
from weerbaar.portal.surveys.selectors import all_results_of
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Scheme


def surveys_of(trajectory: Trajectory, scheme: Scheme) -> dict[str, bytes]:
    """Those that have ended, oldest first, as rounded when they were counted."""
    results = sorted(all_results_of(trajectory.park_id), key=lambda item: (item.closes_on, str(item.wave_id)))
    return listed(
        "rooms/surveys",
        [
            {
                "title": item.title,
                "opens_on": day(item.opens_on),
                "closes_on": day(item.closes_on),
                "replies_about": item.replies,
                "indicators": dict(item.headlines),
            }
            for item in results
        ],
    )
