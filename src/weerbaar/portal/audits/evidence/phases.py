"""The phases: when each began and ended, and of what was waived the reason, what lacked, and in which role it was decided."""

from weerbaar.portal.audits.completeness import role_of
from weerbaar.portal.audits.evidence.plain import listed, moment
from weerbaar.portal.trajectories.models import PhaseStep, Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Scheme


def phases_of(trajectory: Trajectory, scheme: Scheme) -> dict[str, bytes]:
    """All terms, oldest first. The name of who waived is on the page that the certification body reads, not in the file."""
    steps = PhaseStep.objects.filter(trajectory=trajectory).order_by("at", "cycle", "verb", "id")
    return listed(
        "phases",
        [
            {
                "term": step.cycle,
                "phase": step.phase,
                "what": step.verb,
                "at": moment(step.at),
                "reason": step.reason,
                "lacking": step.lacking,
                "role": role_of(trajectory, step),
            }
            for step in steps
        ],
    )
