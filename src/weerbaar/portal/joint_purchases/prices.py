"""What a company pays: the price step by the number of participants, and the part that the BIZ pays. Whole cents, no rounding
but the one below.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# From so many on a number is shown, and from so many on a step may begin.
SHOWN_FROM = 5
MOST_STEPS = 6
MOST_CENTS = 100_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """From so many participants on, each pays so much."""

    from_participants: int
    price_cents: int


def price_at(steps: Sequence[Step], participants: int) -> int:
    """The price of the highest step that is reached. With nobody the first step counts: nobody pays it.

    Raises:
        ValueError: there is no step.
    """
    reached = [step for step in steps if step.from_participants <= max(participants, 1)]
    return max(reached, key=lambda step: step.from_participants).price_cents


def biz_share(price_cents: int, percent: int, cap_cents: int | None) -> int:
    """What the BIZ pays of one company's price without VAT.

    The percentage is rounded to whole cents, half a cent upwards, and then held to the cap. A cap without a percentage pays the
    price up to the cap; neither pays nothing. Never more than the price.
    """
    if not percent and cap_cents is None:
        return 0
    part = (price_cents * percent + 50) // 100 if percent else price_cents
    return min(part, price_cents if cap_cents is None else min(cap_cents, price_cents))


def shown_number(number: int) -> int | None:
    """The number as pages may tell it; None for fewer than five, zero included."""
    return number if number >= SHOWN_FROM else None
