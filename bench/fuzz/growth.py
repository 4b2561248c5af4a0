"""How the time of a parser grows with its text, by the clock: what one line of Python hides is seen here.

CPU of this thread alone, the best of several runs, without the garbage collector, whose rounds are not the parser's.
"""

import gc
import re
import time
from collections.abc import Iterator

from tests.scanner.parsers.entry_points import EntryPoint

MOST_GROWTH = 12.0
_SHORT, _LONG = 20_000, 200_000
_RUNS = 5
_TRIES = 2
# A text that is read faster than this shows the clock and the caches of the processor, not the parser.
_LEAST_S = 0.02


def slow_texts(point: EntryPoint) -> Iterator[tuple[str, float]]:
    """What, ten times as long, takes more than `MOST_GROWTH` times as long; with that factor."""
    for piece in _pieces(point):
        for start in ("", point.seeds[0]):
            if _seconds(point, start + piece * (_LONG // len(piece))) < _LEAST_S:
                continue
            factor = min(_factor(point, start, piece) for _ in range(_TRIES))
            if factor > MOST_GROWTH:
                yield f"{start[:40]!r} + {piece[:40]!r} repeated", factor


def _factor(point: EntryPoint, start: str, piece: str) -> float:
    """How many times as long ten times the text takes. A busy machine disturbs one measurement, not all."""
    return _seconds(point, start + piece * (_LONG // len(piece))) / _seconds(
        point, start + piece * (_SHORT // len(piece))
    )


def _pieces(point: EntryPoint) -> list[str]:
    parts = [part for seed in point.seeds for part in re.findall(r"[A-Za-z0-9]+|\s|.", seed)]
    return [*dict.fromkeys(parts)][:24] + [f"{seed} " for seed in point.seeds]


def _seconds(point: EntryPoint, text: str) -> float:
    taken = []
    gc.disable()
    try:
        for _ in range(_RUNS):
            start = time.thread_time()
            point.call(text)
            taken.append(time.thread_time() - start)
            if taken[0] < _LEAST_S / 4 and len(text) > _SHORT * 2:
                break
    finally:
        gc.enable()
    return max(min(taken), 1e-5)
