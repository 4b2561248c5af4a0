"""What the trajectories of areas get from the floors above them."""

from weerbaar.portal.config.data_dir import read_dossier_key
from weerbaar.portal.config.environment import networks
from weerbaar.portal.config.settings.database import DATA_DIR

# Functions from a trajectory to the things that rules of a scheme count (a mapping from kind to things), by their path.
KVO_FACT_SOURCES: list[str] = [
    "weerbaar.portal.meetings.facts.things_of",
    "weerbaar.portal.inspections.facts.things_of",
    "weerbaar.portal.audits.facts.things_of",
]

# What files for an audit are signed with; empty before the first start, and then none can be made.
DOSSIER_KEY = read_dossier_key(DATA_DIR)

# Questions that a company gets in a quarter, over all who ask by letter: one survey of an area, and a little.
QUESTIONS_A_QUARTER = 40

# Ranges that reports of points may go to although they are no public addresses; plain http is spoken nowhere else.
OPEN311_RANGES = networks("WEERBAAR_OPEN311_RANGES")
OPEN311_TIMEOUT_S = 20.0
