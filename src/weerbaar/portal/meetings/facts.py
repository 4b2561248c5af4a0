"""What the rules of a scheme count of meetings: those that were held, on their day."""

from collections.abc import Mapping

from django.utils import timezone

from weerbaar.portal.meetings.models import Meeting
from weerbaar.portal.meetings.words import MeetingState
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.rules import Thing


def things_of(trajectory: Trajectory) -> Mapping[str, tuple[Thing, ...]]:
    """Kind `meeting`, with its pattern and how many decisions it took."""
    held = Meeting.objects.filter(trajectory=trajectory, state=MeetingState.HELD.value).order_by("starts_at", "id")
    return {
        "meeting": tuple(
            Thing(
                {"pattern": row.pattern, "decisions": row.decisions.count()},
                on=timezone.localdate(row.starts_at),
            )
            for row in held
        )
    }
