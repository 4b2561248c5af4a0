"""What has to be true after every scene, whatever happened in it."""

from collections.abc import Iterator

from weerbaar.portal.serve.story.cast import Cast
from weerbaar.portal.trajectories.models import Measure, PhaseStep, Signature
from weerbaar.portal.trajectories.words import MeasureState, PhaseVerb

_ENDED = (MeasureState.DONE.value, MeasureState.CHECKED.value)
_DECIDED = (MeasureState.AGREED.value, MeasureState.IN_PROGRESS.value, *_ENDED)


class StoryBroken(Exception):
    """Something that always holds does not."""


def assert_whole(cast: Cast) -> None:
    """All of them.

    Raises:
        StoryBroken: one does not hold; the text says which, and for what.
    """
    for fault in faults(cast):
        raise StoryBroken(fault)


def faults(cast: Cast) -> Iterator[str]:
    """What does not hold."""
    measures = Measure.objects.filter(trajectory_id=cast.trajectory_id)
    for measure in measures.filter(state__in=_ENDED, evidence=""):
        yield f"closed without proof: {measure.what}"
    for measure in measures.filter(state=MeasureState.CHECKED.value):
        if not measure.checked_by_party or measure.checked_by_party == measure.owner:
            yield f"checked by its own owner: {measure.what}"
    for measure in measures.filter(state__in=_DECIDED, decided=""):
        yield f"a task without a decision: {measure.what}"
    for step in PhaseStep.objects.filter(trajectory_id=cast.trajectory_id, verb=PhaseVerb.WAIVE.value):
        if not step.reason or not step.by_name or not step.lacking:
            yield f"a phase waived without name, reason or what was missing: {step.phase}"
    for signature in Signature.objects.filter(paper__trajectory_id=cast.trajectory_id).select_related("paper"):
        if signature.text_hash != signature.paper.text_hash:
            yield f"signed another text than the one that is kept: {signature.paper}"
