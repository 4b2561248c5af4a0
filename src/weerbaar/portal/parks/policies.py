"""Who may do what for an area. To be read by an auditor in five minutes.

Who has no seat sees nothing that is not public. Everybody with a seat reads. Park manager and process facilitator run it.
"""

from weerbaar.portal.parks.words import ParkRole


def may_run(role: ParkRole) -> bool:
    """Change the area, invite people to a seat, open a joint purchase."""
    return role in {ParkRole.PARK_MANAGER, ParkRole.PROCESS_FACILITATOR}
