"""How a parser's time grows with its text: ten times the text may not take a hundred times the time."""

import time
from collections.abc import Callable


def growth(parse: Callable[[str], object], text_of: Callable[[int], str], times: int = 4_000) -> float:
    """How many times longer ten times the repeats take, the best of three runs each; 1 ms is the least that counts."""
    return seconds(parse, text_of(10 * times)) / max(seconds(parse, text_of(times)), 0.001)


def seconds(parse: Callable[[str], object], text: str) -> float:
    """The best of three runs."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        parse(text)
        taken.append(time.process_time() - start)
    return min(taken)
