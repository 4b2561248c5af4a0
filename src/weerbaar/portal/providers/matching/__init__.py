"""Who fits what somebody asks for, why, and in which order. Nobody can buy a place."""

from weerbaar.portal.providers.matching.find import Match, Reasons, match, matches
from weerbaar.portal.providers.matching.fit import LADDER, Rung, Wanted

__all__ = ["LADDER", "Match", "Reasons", "Rung", "Wanted", "match", "matches"]
