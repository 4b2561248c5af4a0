"""Who may do what with the analysis of an area. To be read by an auditor in five minutes.

Everybody with a seat reads, but an insurer: what companies reported stands in it. Who runs the area makes, edits and adopts.
"""

from weerbaar.portal.parks.words import ParkRole, PartnerKind


def may_read(role: ParkRole, party: PartnerKind | None) -> bool:
    """Read the editions of the analysis."""
    return role is not ParkRole.PARTNER or party is not PartnerKind.INSURER


def may_write(role: ParkRole) -> bool:
    """Begin, renew, edit, drop and adopt an edition."""
    return role in {ParkRole.PARK_MANAGER, ParkRole.PROCESS_FACILITATOR}
