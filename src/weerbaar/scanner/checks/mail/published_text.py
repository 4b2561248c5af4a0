"""Which of the TXT records at a name are the ones that a standard looks for."""

from collections.abc import Callable

from weerbaar.scanner.facts.dns import Answer


def candidates(
    answer: Answer, counts: Callable[[str], bool], resembles: Callable[[str], bool] | None = None
) -> tuple[str, ...]:
    """The records that count. When none does, the first that resembles one: its owner meant it, and a reader is
    helped more by what is wrong with it than by hearing that there is nothing."""
    found = tuple(text for text in answer.records if counts(text))
    if found or resembles is None:
        return found
    return tuple(text for text in answer.records if resembles(text))[:1]
