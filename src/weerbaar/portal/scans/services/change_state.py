"""Moves a run from one state to the next, by the table and by nothing else."""

import uuid
from typing import Any

from weerbaar.portal.core.actors import Actor
from weerbaar.portal.scans.errors import UnknownTransition
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.states import Verb, lines_of


def change_state(run_id: uuid.UUID, verb: Verb, *, actor: Actor, held_lease: int | None = None, **fields: Any) -> bool:
    """True when the run was in a state that the verb starts from (and was still held by this lease) and is now in the next.

    One UPDATE decides, so that of two who try, one wins.

    Raises:
        UnknownTransition: this verb is not for this kind of actor.
    """
    lines = lines_of(verb)
    if not lines or any(line.who is not actor.kind for line in lines):
        raise UnknownTransition(verb, actor.kind)
    runs = ScanRun.objects.filter(id=run_id, state__in=[line.source for line in lines])
    if held_lease is not None:
        runs = runs.filter(lease=held_lease)
    return runs.update(state=lines[0].target, **fields) == 1
