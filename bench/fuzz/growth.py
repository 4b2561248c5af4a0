"""How the time of a parser grows with its text, by the clock: what one line of Python hides is seen here.

CPU of this thread alone, the best of several runs, and only where the longer text takes long enough to be measured.
"""

import re
import time
from collections.abc import Iterator

from tests.scanner.parsers.entry_points import EntryPoint

MOST_GROWTH = 12.0
_REPEATS = 2_000
_RUNS = 5
# Below this the clock and caches of the processor count for more than the parser does.
_LEAST_S = 0.02


def slow_texts(point: EntryPoint) -> Iterator[tuple[str, float]]:
    """What, repeated ten times as often, takes more than `MOST_GROWTH` times as long; with that factor."""
    for piece in _pieces(point):
        for start in ("", point.seeds[0]):
            longer = _seconds(point, start + piece * 10 * _REPEATS)
            if longer > _LEAST_S and (factor := longer / _seconds(point, start + piece * _REPEATS)) > MOST_GROWTH:
                yield f"{start!r} + {piece!r} repeated", factor


def _pieces(point: EntryPoint) -> list[str]:
    parts = [part for seed in point.seeds for part in re.findall(r"[A-Za-z0-9]+|\s|.", seed)]
    return [*dict.fromkeys(parts)][:24] + [f"{seed} " for seed in point.seeds]


def _seconds(point: EntryPoint, text: str) -> float:
    taken = []
    for _ in range(_RUNS):
        start = time.thread_time()
        point.call(text)
        taken.append(time.thread_time() - start)
        if taken[0] < _LEAST_S / 4:
            break
    return max(min(taken), 1e-6)
