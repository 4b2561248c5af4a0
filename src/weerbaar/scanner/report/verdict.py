"""The answer in one or two sentences, honest about what was not seen, and what the first tasks cost together."""

from collections.abc import Collection, Sequence

from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.report.document import Mark, Task
from weerbaar.scanner.report.points import Weighed
from weerbaar.scanner.report.words import Words
from weerbaar.scanner.scan.result import Interruption

# Below this share of what applies we praise nothing: too little was seen.
_ENOUGH_SEEN = 0.5
# From this share of points lost to private addresses on, that is the news of the report.
_MUCH_PRIVATE = 0.25
# The upper bound in euros of each cost band of the advice (`docs/recipes/write-advice.md`); C5 has none.
_AT_MOST_EUROS = {"C0": 0, "C1": 500, "C2": 2500, "C3": 10000, "C4": 50000}


def sentence(found: Sequence[Weighed], interruptions: Collection[Interruption], words: Words) -> str:
    """The heading of the report."""
    return words.get("sentences", _key(found, interruptions))


def _key(found: Sequence[Weighed], interruptions: Collection[Interruption]) -> str:
    for total in (Interruption.NO_SUCH_DOMAIN, Interruption.RESOLVER_SILENT):
        if total in interruptions:
            return total.value
    marks = [item.mark for item in found]
    number = {mark: marks.count(mark) for mark in Mark}
    to_do = number[Mark.FIRST] + number[Mark.BETTER]
    judged = to_do + number[Mark.FINE]
    counted = judged + number[Mark.NONE]
    if counted and _private(found) >= _MUCH_PRIVATE * counted:
        return Interruption.ADDRESS_NOT_ALLOWED.value
    if not judged:
        return "nothing"
    enough = judged >= _ENOUGH_SEEN * counted
    if number[Mark.FIRST]:
        return f"{'first' if number[Mark.FINE] and enough else 'start'}_{min(3, to_do)}"
    if to_do:
        return "better" if enough else "partly_better"
    return "all_fine" if enough else "partly_fine"


def _private(found: Sequence[Weighed]) -> int:
    reason = Reason.ADDRESS_NOT_ALLOWED.value
    return sum(item.mark is Mark.NONE and item.finding.evidence.get("reason") == reason for item in found)


def summary(
    first: Sequence[Task], found: Sequence[Weighed], interruptions: Collection[Interruption], words: Words
) -> str:
    """What the first tasks cost together, and whether the scan is complete. Figures are estimates."""
    parts = [_cost(first, found, words)]
    if interruptions and any(item.mark in (Mark.FIRST, Mark.BETTER, Mark.FINE) for item in found):
        parts.append(words.get("summary", "incomplete"))
    return " ".join(parts)


def _cost(first: Sequence[Task], found: Sequence[Weighed], words: Words) -> str:
    if not first:
        seen = any(item.mark is Mark.FINE for item in found)
        return words.get("summary", "nothing_to_do" if seen else "nothing_seen")
    many = "one" if len(first) == 1 else "many"
    time = words.duration(sum(task.minutes for task in first))
    bands = [task.cost_code for task in first]
    if any(band not in _AT_MOST_EUROS for band in bands):
        return words.get("summary", f"{many}_large", time=time)
    euros = sum(_AT_MOST_EUROS[band] for band in bands)
    if not euros:
        return words.get("summary", f"{many}_free", time=time)
    return words.get("summary", f"{many}_paid", time=time, euros=words.grouped(euros))
