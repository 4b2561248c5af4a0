"""Which marks of the list people may see: those read at their source, by us or by an operator since."""

from collections.abc import Mapping

from weerbaar.portal.knowledge.marks import KnownMark, known_marks
from weerbaar.portal.providers.models import ConfirmedMark


def offered_marks() -> Mapping[str, KnownMark]:
    """The marks that people may choose and see, by id."""
    confirmed = set(ConfirmedMark.objects.values_list("mark", flat=True))
    return {mark.id: mark for mark in known_marks().values() if mark.is_verified or mark.id in confirmed}


def unconfirmed_marks() -> Mapping[str, KnownMark]:
    """The marks that wait for an operator to look them up, by id."""
    offered = offered_marks()
    return {name: mark for name, mark in known_marks().items() if name not in offered}
