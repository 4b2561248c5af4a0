"""Who fits what somebody asks for, why, and in which order. Nobody can buy a place."""

from weerbaar.portal.providers.matching.find import Match, Reasons, match, matches, ranked, with_packages
from weerbaar.portal.providers.matching.fit import LADDER, Rung, Standing, Wanted

__all__ = ["LADDER", "Match", "Reasons", "Rung", "Standing", "Wanted", "match", "matches", "ranked", "with_packages"]
