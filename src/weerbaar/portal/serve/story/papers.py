"""How a scene writes a paper, has it signed and adopted, and ends a phase."""

import uuid
from collections.abc import Mapping, Sequence

from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.serve.story.cast import Cast
from weerbaar.portal.trajectories.models import Paper
from weerbaar.portal.trajectories.services.end_phase import pass_phase
from weerbaar.portal.trajectories.services.sign_paper import sign_paper
from weerbaar.portal.trajectories.services.write_paper import adopt_paper, submit_paper, write_paper

FOUR = (PartnerKind.ASSOCIATION, PartnerKind.MUNICIPALITY, PartnerKind.POLICE, PartnerKind.FIRE_BRIGADE)


def adopt(cast: Cast, kind: str, fields: Mapping[str, str]) -> uuid.UUID:
    """The guide writes it, and the area holds by it."""
    paper = write_paper(cast.trajectory_id, kind, fields, actor=cast.guide)
    adopt_draft(cast, paper)
    return paper


def adopt_draft(cast: Cast, paper: uuid.UUID) -> None:
    """What a room put into a paper is read, submitted and adopted."""
    submit_paper(cast.trajectory_id, paper, actor=cast.guide)
    adopt_paper(cast.trajectory_id, paper, actor=cast.guide)


def sign(cast: Cast, kind: str, fields: Mapping[str, str], parties: Sequence[PartnerKind] = FOUR) -> uuid.UUID:
    """It is submitted, each party signs the text that it reads, and then it is adopted."""
    paper = write_paper(cast.trajectory_id, kind, fields, actor=cast.guide)
    submit_paper(cast.trajectory_id, paper, actor=cast.guide)
    text_hash = Paper.objects.values_list("text_hash", flat=True).get(id=paper)
    for person in cast.at(*parties):
        sign_paper(cast.trajectory_id, paper, text_hash, actor=person)
    adopt_paper(cast.trajectory_id, paper, actor=cast.guide)
    return paper


def next_phase(cast: Cast) -> str:
    """End the phase by its rule."""
    return pass_phase(cast.trajectory_id, actor=cast.guide)
