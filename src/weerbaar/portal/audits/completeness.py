"""How far the file is, by phase of the scheme: what is in it, what is missing, what was waived. The auditor sees the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from weerbaar.portal.parks.models import ParkSeat
from weerbaar.portal.trajectories.facts import facts_of
from weerbaar.portal.trajectories.models import Paper, PhaseStep, Trajectory
from weerbaar.portal.trajectories.schemes.evaluate import missing
from weerbaar.portal.trajectories.schemes.say_rule import say_missing
from weerbaar.portal.trajectories.schemes.scheme import ArtefactKind, Phase, Scheme
from weerbaar.portal.trajectories.schemes.states import ArtefactState
from weerbaar.portal.trajectories.words import PhaseVerb
from weerbaar.questionnaires.bank import Texts


class Place(StrEnum):
    """Where a phase stands in this term."""

    PASSED = "passed"
    WAIVED = "waived"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True)
class PaperLine:
    """A paper that a phase asks for. `state` is None when nobody wrote it; `file` is where it stands in the file for the audit,
    empty while its text is not fixed. `signed_by` are parties.
    """

    kind: ArtefactKind
    state: ArtefactState | None
    edition: int
    adopted_on: date | None
    text_hash: str
    reason: str
    signed_by: tuple[str, ...]
    file: str

    @property
    def is_in(self) -> bool:
        """Whether the auditor finds the paper, or why there is none."""
        return self.state is ArtefactState.ADOPTED or self.state is ArtefactState.SIGNED or bool(self.reason)


@dataclass(frozen=True)
class PhaseLine:
    """A phase. `lacking` is what it lacks now, or what it lacked when it was waived; then `reason`, name and role say by whom."""

    phase: Phase
    place: Place
    ended_at: datetime | None
    lacking: Sequence[Texts]
    reason: str
    by_name: str
    by_role: str
    papers: Sequence[PaperLine]

    @property
    def absent(self) -> int:
        """How many papers are neither in it nor explained."""
        return sum(1 for paper in self.papers if not paper.is_in)


def completeness_of(trajectory: Trajectory, scheme: Scheme, today: date) -> list[PhaseLine]:
    """All phases of the present term, in the order of the scheme, on this day."""
    here = scheme.phase(trajectory.phase)
    ends = {
        step.phase: step
        for step in PhaseStep.objects.filter(trajectory=trajectory, cycle=trajectory.cycle).exclude(
            verb=PhaseVerb.BEGIN.value
        )
    }
    papers = papers_of(trajectory, scheme)
    lacks = [say_missing(entry, scheme) for entry in missing(here.exit, facts_of(trajectory, scheme, today))]
    return [
        _line(trajectory, phase, here, ends.get(phase.id), papers, lacks if phase.id == here.id else [])
        for phase in scheme.phases
    ]


def papers_of(trajectory: Trajectory, scheme: Scheme) -> Mapping[str, PaperLine]:
    """The newest edition of each paper of the present term, by kind."""
    newest: dict[str, Paper] = {}
    for row in Paper.objects.filter(trajectory=trajectory, cycle=trajectory.cycle).order_by("edition"):
        newest[row.kind] = row
    return {kind.id: _paper(kind, newest.get(kind.id), scheme) for kind in scheme.artefacts.values()}


def file_of(row: Paper, scheme: Scheme) -> str:
    """Where a paper stands in the file; empty while its text is not fixed and no reason is given."""
    if not row.text_hash and not row.reason:
        return ""
    order = [*scheme.dossier, *(kind for kind in scheme.artefacts if kind not in scheme.dossier)]
    number = order.index(row.kind) + 1 if row.kind in order else len(order) + 1
    return f"papers/{number:02}-{row.kind.lower()}/term-{row.cycle}-edition-{row.edition}.txt"


def _paper(kind: ArtefactKind, row: Paper | None, scheme: Scheme) -> PaperLine:
    if row is None:
        return PaperLine(kind, None, 0, None, "", "", (), "")
    signed = row.signatures.filter(text_hash=row.text_hash).order_by("party").values_list("party", flat=True)
    return PaperLine(
        kind=kind,
        state=ArtefactState(row.state) if row.fields else None,
        edition=row.edition,
        adopted_on=row.adopted_on,
        text_hash=row.text_hash,
        reason=row.reason,
        signed_by=tuple(signed),
        file=file_of(row, scheme),
    )


def _line(
    trajectory: Trajectory,
    phase: Phase,
    here: Phase,
    end: PhaseStep | None,
    papers: Mapping[str, PaperLine],
    lacks: Sequence[Texts],
) -> PhaseLine:
    is_waived = end is not None and end.verb == PhaseVerb.WAIVE.value
    if end is not None:
        place = Place.WAIVED if is_waived else Place.PASSED
    else:
        place = Place.NOW if phase.id == here.id else Place.LATER
    return PhaseLine(
        phase=phase,
        place=place,
        ended_at=end.at if end else None,
        lacking=end.lacking if end is not None and is_waived else lacks,
        reason=end.reason if end is not None and is_waived else "",
        by_name=end.by_name if end is not None and is_waived else "",
        by_role=role_of(trajectory, end) if end is not None and is_waived else "",
        papers=[papers[kind] for kind in phase.artefacts],
    )


def role_of(trajectory: Trajectory, step: PhaseStep) -> str:
    """What the person of a step does for the area; empty once that person has no seat any more."""
    seat = ParkSeat.objects.filter(park_id=trajectory.park_id, user=step.by).first() if step.by else None
    return seat.role if seat else ""
