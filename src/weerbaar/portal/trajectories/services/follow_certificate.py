"""The state of a trajectory follows its certificate: whoever keeps certificates tells it."""

import uuid

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Actor
from weerbaar.portal.trajectories.events import TrajectoryEvent
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.words import TrajectoryState

# What a certificate, or the end of one, can make of a trajectory.
_STATES = {
    TrajectoryState.CERTIFIED: TrajectoryEvent.CERTIFIED,
    TrajectoryState.EXPIRED: TrajectoryEvent.CERTIFICATE_ENDED,
    TrajectoryState.SUSPENDED: TrajectoryEvent.CERTIFICATE_ENDED,
}


def follow_certificate(trajectory_id: uuid.UUID, state: TrajectoryState, *, actor: Actor) -> bool:
    """Whether it changed; to be called inside the transaction of the certificate. A stopped trajectory stays stopped.

    Raises:
        KeyError: a certificate does not lead to this state.
    """
    word = _STATES[state]
    rows = Trajectory.objects.filter(id=trajectory_id).exclude(state__in=[TrajectoryState.STOPPED.value, state.value])
    changed = bool(rows.update(state=state.value))
    if changed:
        record_event(word, actor=actor, subject_id=trajectory_id)
    return changed
