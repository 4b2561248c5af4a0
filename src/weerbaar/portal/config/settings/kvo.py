"""What the trajectories of areas get from the floors above them."""

# Functions from a trajectory to the things that rules of a scheme count (a mapping from kind to things), by their path.
KVO_FACT_SOURCES: list[str] = [
    "weerbaar.portal.meetings.facts.things_of",
    "weerbaar.portal.inspections.facts.things_of",
]

# Questions that a company gets in a quarter, over all who ask by letter: one survey of an area, and a little.
QUESTIONS_A_QUARTER = 40
