"""What reads trajectories. Every reading starts from a person with a seat at the area."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.selectors import ParkView, park_of
from weerbaar.portal.trajectories.facts import facts_of
from weerbaar.portal.trajectories.find import scheme_of, trajectory_for
from weerbaar.portal.trajectories.measure_states import MeasureVerb, Who, verbs_from
from weerbaar.portal.trajectories.models import Measure, Paper, PhaseStep, Signature, Trajectory
from weerbaar.portal.trajectories.policies import signs_for, stands_as
from weerbaar.portal.trajectories.schemes.evaluate import Missing, missing
from weerbaar.portal.trajectories.schemes.rules import Facts
from weerbaar.portal.trajectories.schemes.scheme import ArtefactKind, Phase, Scheme
from weerbaar.portal.trajectories.schemes.states import ArtefactState
from weerbaar.portal.trajectories.words import DecidedBy, MeasureState, PhaseVerb, TrajectoryState

_ENDED = {MeasureState.DONE, MeasureState.CHECKED, MeasureState.DROPPED}


@dataclass(frozen=True, slots=True)
class SignatureView:
    """Who signed a text, for which party. With `scanned_on` the party signed on paper on that day, and the name is of who
    compared the scan with the text.
    """

    party: str
    by_name: str
    at: datetime
    scanned_on: date | None = None


@dataclass(frozen=True)
class PaperView:
    """A paper of the scheme and its newest edition of this term; `id` is None while nobody began it."""

    kind: ArtefactKind
    id: uuid.UUID | None
    edition: int
    state: ArtefactState | None
    fields: dict[str, str]
    text: str
    text_hash: str
    reason: str
    adopted_on: date | None
    signatures: Sequence[SignatureView]


@dataclass(frozen=True, slots=True)
class WaivedView:
    """A phase that ended although something was missing."""

    phase: str
    at: datetime
    by_name: str
    reason: str


@dataclass(frozen=True)
class TrajectoryView:
    """Where an area stands. `missing` is what the present phase still lacks; `papers` are those of the present phase."""

    id: uuid.UUID
    park: ParkView
    scheme: Scheme
    state: TrajectoryState
    cycle: int
    phase: Phase
    phase_since: date
    missing: Sequence[Missing]
    facts: Facts
    papers: Sequence[PaperView]
    waived: Sequence[WaivedView]
    signs_for: str

    @property
    def can_run(self) -> bool:
        """Whether this person runs it."""
        return self.park.can_run


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One row of the matrix, with what this person can do to it."""

    id: uuid.UUID
    aspect: str
    source: str
    problem: str
    what: str
    owner: str
    partners: tuple[str, ...]
    indicator: str
    cost_euro: int | None
    funding: str
    due_on: date | None
    state: MeasureState
    evidence: str
    reason: str
    checked_by_party: str
    decided: DecidedBy | None
    priority_id: uuid.UUID | None
    days_late: int
    verbs: tuple[MeasureVerb, ...]


def trajectory_of_park(person: Person, park_id: uuid.UUID) -> uuid.UUID | None:
    """The id of the trajectory of an area that is not stopped; None when it has none.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    rows = Trajectory.objects.filter(park_id=park_id).exclude(state=TrajectoryState.STOPPED.value)
    return rows.values_list("id", flat=True).first()


def trajectory_of(person: Person, trajectory_id: uuid.UUID) -> TrajectoryView:
    """Where it stands, for somebody with a seat at the area.

    Raises:
        NoSuchTrajectory: there is none for this person.
    """
    row, park = trajectory_for(person, trajectory_id)
    scheme = scheme_of(row)
    phase = scheme.phase(row.phase)
    facts = facts_of(row, scheme, timezone.localdate())
    party = signs_for(park.role, park.party)
    steps = PhaseStep.objects.filter(trajectory=row, verb=PhaseVerb.WAIVE.value)
    return TrajectoryView(
        id=row.id,
        park=park,
        scheme=scheme,
        state=TrajectoryState(row.state),
        cycle=row.cycle,
        phase=phase,
        phase_since=row.phase_since,
        missing=missing(phase.exit, facts),
        facts=facts,
        papers=[_paper(row, scheme.artefacts[kind]) for kind in phase.artefacts],
        waived=[WaivedView(step.phase, step.at, step.by_name, step.reason) for step in steps],
        signs_for=party.value if party else "",
    )


def paper_of(view: TrajectoryView, kind: str) -> PaperView | None:
    """One paper of the scheme, of whichever phase; None when the scheme has no such paper."""
    artefact = view.scheme.artefacts.get(kind)
    return _paper(Trajectory.objects.get(id=view.id), artefact) if artefact else None


def measures_of(view: TrajectoryView, *, party: str = "", late: bool = False) -> list[MeasureView]:
    """The matrix, by aspect and day; only those of a party, or only those over time, if asked so."""
    rows = Measure.objects.filter(trajectory_id=view.id).order_by("aspect", "due_on", "added_at")
    found = [_measure(row, view.park) for row in rows]
    return [
        measure
        for measure in found
        if (not party or measure.owner == party or party in measure.partners) and (not late or measure.days_late)
    ]


def _paper(row: Trajectory, kind: ArtefactKind) -> PaperView:
    paper: Paper | None = row.papers.filter(kind=kind.id, cycle=row.cycle).order_by("-edition").first()
    if paper is None:
        return PaperView(kind, None, 0, None, {}, "", "", "", None, ())
    signed = (
        Signature.objects.filter(paper=paper, text_hash=paper.text_hash)
        .select_related("scan")
        .defer("scan__data")
        .order_by("at")
    )
    return PaperView(
        kind=kind,
        id=paper.id,
        edition=paper.edition,
        state=ArtefactState(paper.state) if paper.fields else None,
        fields=paper.fields,
        text=paper.text,
        text_hash=paper.text_hash,
        reason=paper.reason,
        adopted_on=paper.adopted_on,
        signatures=[
            SignatureView(item.party, item.by_name, item.at, item.scan.signed_on if item.scan else None)
            for item in signed.order_by("at")
        ],
    )


def _measure(row: Measure, park: ParkView) -> MeasureView:
    state = MeasureState(row.state)
    late = (timezone.localdate() - row.due_on).days if row.due_on and state not in _ENDED else 0
    who: Who = stands_as(park.role, park.party, row.owner)
    return MeasureView(
        id=row.id,
        aspect=row.aspect,
        source=row.source,
        problem=row.problem,
        what=row.what,
        owner=row.owner,
        partners=tuple(row.partners),
        indicator=row.indicator,
        cost_euro=row.cost_euro,
        funding=row.funding,
        due_on=row.due_on,
        state=state,
        evidence=row.evidence,
        reason=row.reason,
        checked_by_party=row.checked_by_party,
        decided=DecidedBy(row.decided) if row.decided else None,
        priority_id=row.priority_id,
        days_late=max(0, late),
        verbs=tuple(verbs_from(state, who)),
    )
