"""Papers whose text is fixed and that wait for signatures or adoption."""

from collections.abc import Sequence
from datetime import date

from weerbaar.portal.meetings.agenda.proposal import Proposal
from weerbaar.portal.meetings.words import Source
from weerbaar.portal.trajectories.find import scheme_of
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.states import ArtefactState


def waiting_papers(trajectory: Trajectory, today: date) -> Sequence[Proposal]:
    """One point for each, in the order of the file for the audit. The day does not matter to this source."""
    scheme = scheme_of(trajectory)
    waiting = set(
        trajectory.papers.filter(cycle=trajectory.cycle, state=ArtefactState.REVIEW.value).values_list(
            "kind", flat=True
        )
    )
    why = {"nl": "Wacht op handtekeningen of vaststellen", "en": "Waits to be signed or adopted"}
    kinds = [*scheme.dossier, *sorted(waiting - set(scheme.dossier))]
    return [Proposal(Source.PAPER, kind, scheme.artefacts[kind].name, why) for kind in kinds if kind in waiting]
