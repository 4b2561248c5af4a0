"""What the rules of a scheme may look at, gathered from the tables."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from weerbaar.portal.parks.models import ParkSeat
from weerbaar.portal.parks.words import ParkRole
from weerbaar.portal.trajectories.models import Goal, Measure, Paper, Trajectory
from weerbaar.portal.trajectories.schemes.rules import ArtefactFact, Facts, Thing
from weerbaar.portal.trajectories.schemes.scheme import Scheme
from weerbaar.portal.trajectories.schemes.states import ArtefactState


def facts_of(trajectory: Trajectory, scheme: Scheme, today: date) -> Facts:
    """All of them, for the present phase on this day.

    A paper that an earlier phase of the term asked for as well has to be made anew: only editions written since this phase
    began count for it. Else the second measurement would be over before it begins.
    """
    here = scheme.phase(trajectory.phase)
    earlier = {kind for phase in scheme.phases if phase.order < here.order for kind in phase.artefacts}
    again = earlier & set(here.artefacts)
    artefacts = {}
    for kind in scheme.artefacts:
        papers = [
            paper
            for paper in trajectory.papers.filter(kind=kind).order_by("cycle", "edition")
            if paper.cycle == trajectory.cycle
            and (kind not in again or paper.written_at.date() >= trajectory.phase_since)
        ]
        artefacts[kind] = _fact(papers)
    return Facts(today, artefacts, _things(trajectory))


def _from_above(trajectory: Trajectory) -> dict[str, tuple[Thing, ...]]:
    """What the floors above count: meetings, walk-rounds, audits. Each source names its own kinds."""
    things: dict[str, tuple[Thing, ...]] = {}
    for path in settings.KVO_FACT_SOURCES:
        things |= import_string(path)(trajectory)
    return things


def _fact(papers: Iterable[Paper]) -> ArtefactFact:
    """Of all editions: the state of the newest that is not superseded, and the newest day of adoption."""
    alive = [paper for paper in papers if paper.state != ArtefactState.SUPERSEDED.value]
    days = [paper.adopted_on for paper in papers if paper.adopted_on]
    newest = alive[-1] if alive else None
    if newest is None:
        return ArtefactFact(adopted_on=max(days, default=None))
    written = bool(newest.fields)
    return ArtefactFact(
        state=ArtefactState(newest.state) if written else None,
        signed_by=frozenset(newest.signatures.filter(text_hash=newest.text_hash).values_list("party", flat=True)),
        adopted_on=max(days, default=None),
        reason=newest.reason,
    )


def _things(trajectory: Trajectory) -> dict[str, tuple[Thing, ...]]:
    # A party counts once, with however many people it sits at the table. To take the seat was to agree.
    parties = (
        ParkSeat.objects.filter(park=trajectory.park_id, role=ParkRole.PARTNER.value)
        .values_list("party", flat=True)
        .distinct()
    )
    return {
        "partner": tuple(Thing({"role": party, "agreed": True}) for party in sorted(parties)),
        "measure": tuple(
            Thing(
                {
                    "state": measure.state,
                    "owner": measure.owner,
                    "due_date": measure.due_on.isoformat() if measure.due_on else "",
                    "indicator": measure.indicator,
                }
            )
            for measure in Measure.objects.filter(trajectory=trajectory)
        ),
        "goal": tuple(
            Thing({"has_baseline": goal.baseline is not None}) for goal in Goal.objects.filter(trajectory=trajectory)
        ),
        **_from_above(trajectory),
    }
