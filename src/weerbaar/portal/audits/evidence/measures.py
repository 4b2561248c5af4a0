"""The measures matrix and the goals, with each step and its proof."""

from weerbaar.portal.audits.evidence.plain import day, listed, moment
from weerbaar.portal.trajectories.models import Goal, Measure, Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Scheme


def measures_of(trajectory: Trajectory, scheme: Scheme) -> dict[str, bytes]:
    """Both. Who did a step is told by party."""
    measures = [
        {
            "id": str(row.id),
            "aspect": row.aspect,
            "problem": row.problem,
            "what": row.what,
            "source": row.source,
            "owner": row.owner,
            "partners": row.partners,
            "indicator": row.indicator,
            "cost_euro": row.cost_euro,
            "funding": row.funding,
            "due_on": day(row.due_on),
            "state": row.state,
            "evidence": row.evidence,
            "reason": row.reason,
            "decided": row.decided,
            "checked_by_party": row.checked_by_party,
            "steps": [
                {
                    "at": moment(step.at),
                    "what": step.verb,
                    "from": step.source,
                    "to": step.target,
                    "party": step.party,
                    "text": step.text,
                }
                for step in row.steps.order_by("at", "id")
            ],
        }
        for row in Measure.objects.filter(trajectory=trajectory).order_by("added_at", "id")
    ]
    goals = [
        {
            "aspect": row.aspect,
            "indicator": row.indicator,
            "text": row.text,
            "baseline": row.baseline,
            "target": row.target,
            "by_day": day(row.by_day),
        }
        for row in Goal.objects.filter(trajectory=trajectory).order_by("aspect", "indicator", "id")
    ]
    return listed("measures", measures) | listed("goals", goals)
