"""Floor 1: what was seen, and what could not be looked at."""
