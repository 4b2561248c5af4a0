"""By what a measure becomes a task when no meeting decides it."""

from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.states import ArtefactState
from weerbaar.portal.trajectories.words import DecidedBy

# The papers that hold the measures of an area, in the schemes that ship; a scheme of your own may name them so as well.
PLANS = ("action_plan", "measures_list")
_HELD = (ArtefactState.ADOPTED.value, ArtefactState.SIGNED.value)


def decided_outside(trajectory: Trajectory) -> DecidedBy:
    """PLAN once this term has an adopted plan of measures; before, who runs the area states it."""
    plans = trajectory.papers.filter(kind__in=PLANS, cycle=trajectory.cycle, state__in=_HELD)
    return DecidedBy.PLAN if plans.exists() else DecidedBy.STATED
