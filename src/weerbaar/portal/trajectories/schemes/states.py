"""The states that schemes speak of."""

from enum import StrEnum


class ArtefactState(StrEnum):
    """How far a paper is. SUPERSEDED: a newer edition was adopted."""

    DRAFT = "draft"
    REVIEW = "review"
    ADOPTED = "adopted"
    SIGNED = "signed"
    SUPERSEDED = "superseded"


_ORDER = (ArtefactState.DRAFT, ArtefactState.REVIEW, ArtefactState.ADOPTED, ArtefactState.SIGNED)


def reaches(state: ArtefactState | None, wanted: ArtefactState) -> bool:
    """Whether a paper in this state is at least as far as `wanted`. What is superseded reaches nothing."""
    return state in _ORDER and wanted in _ORDER and _ORDER.index(state) >= _ORDER.index(wanted)
