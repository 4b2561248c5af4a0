"""The next term begins with what stays of the last one. Partners, goals and measures stay by themselves; papers become drafts."""

import tomllib
import uuid
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.audits.events import AuditEvent
from weerbaar.portal.core.actors import Person
from weerbaar.portal.trajectories.find import run_by, scheme_of
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.schemes.states import ArtefactState, reaches
from weerbaar.portal.trajectories.services.write_paper import write_paper

_FILE = Path(__file__).parents[1] / "next_term.toml"


def papers_to_take_over(trajectory: Trajectory) -> dict[str, dict[str, str]]:
    """By kind the fields of the last term: of papers that stay, were adopted then, and are not begun in this term."""
    if trajectory.cycle == 1:
        return {}
    known, found = scheme_of(trajectory).artefacts, {}
    begun = set(trajectory.papers.filter(cycle=trajectory.cycle).values_list("kind", flat=True))
    for row in trajectory.papers.filter(cycle=trajectory.cycle - 1).order_by("edition"):
        adopted = reaches(ArtefactState(row.state), ArtefactState.ADOPTED)
        if adopted and row.kind in _stays() and row.kind in known and row.kind not in begun:
            found[row.kind] = dict(row.fields)
    return found


def take_over(trajectory_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> list[str]:
    """The kinds of the drafts that were made. Nothing is adopted: a person reads each again, and parties sign again.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        papers = papers_to_take_over(row)
        for kind, fields in papers.items():
            write_paper(row.id, kind, fields, actor=actor, now=now)
        if papers:
            record_event(AuditEvent.TERM_BEGUN, actor=actor, subject_id=row.id, papers=len(papers))
    return sorted(papers)


@lru_cache(maxsize=1)
def _stays() -> frozenset[str]:
    return frozenset(tomllib.loads(_FILE.read_text("utf-8"))["stays"])
