"""Who may do what in a trajectory. To be read by an auditor in five minutes.

Who has no seat at the area sees nothing. Everybody with a seat reads. Park manager and process facilitator run it: phases,
papers, measures. A partner signs for its own party, works on measures that its party owns, and checks those of others.
"""

from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.trajectories.measure_states import Who


def may_run(role: ParkRole) -> bool:
    """Begin a trajectory, write and adopt papers, end phases, add and agree measures."""
    return role in {ParkRole.PARK_MANAGER, ParkRole.PROCESS_FACILITATOR}


def signs_for(role: ParkRole, party: PartnerKind | None) -> PartnerKind | None:
    """The party that this person signs for; None when there is none."""
    return party if role is ParkRole.PARTNER else None


def stands_as(role: ParkRole, party: PartnerKind | None, owner: str) -> Who:
    """As whom this person stands before a measure of this owner."""
    if may_run(role):
        return Who.RUNNER
    return Who.OWNER if party is not None and party.value == owner else Who.OTHER
