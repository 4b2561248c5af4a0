"""Who may do what with walk-rounds. To be read by an auditor in five minutes.

Who has no seat at the area sees nothing, no photo either. Everybody with a seat reads, walks and adds points: two at once if they
like. Park manager and process facilitator close a round, give a point to another party and take up again what was closed. A
partner answers for the points of its own party. That a point is solved is verified by another person than who solved it.
"""

from weerbaar.portal.parks.words import ParkRole, PartnerKind

# Whoever runs the area speaks for it, and for parties without a seat.
RUNNING_PARTY = "park_manager"


def may_run(role: ParkRole) -> bool:
    """Close rounds, give points to another party, set up reporting, erase a photo of somebody else."""
    return role in {ParkRole.PARK_MANAGER, ParkRole.PROCESS_FACILITATOR}


def speaks_for(role: ParkRole, party: PartnerKind | None) -> str:
    """The party in whose name this person acts."""
    return RUNNING_PARTY if may_run(role) or party is None else party.value
