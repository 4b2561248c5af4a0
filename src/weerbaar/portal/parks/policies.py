"""Who may do what for an area. To be read by an auditor in five minutes.

A person without a seat sees nothing: not even whether the area exists here. Everybody with a seat reads who takes part. The
manager and the process facilitator run it: they invite partners and lead the work. The manager alone buys together. Nobody
with a seat ever reads a result of a company: no role gives that.
"""

from weerbaar.portal.organisations.words import OrganisationKind, Role
from weerbaar.portal.parks.words import ParkRole


def may_run(role: ParkRole | None) -> bool:
    """Invite, take seats away, lead the work."""
    return role in {ParkRole.PARK_MANAGER, ParkRole.PROCESS_FACILITATOR}


def may_buy(role: ParkRole | None) -> bool:
    """Open and cancel joint purchases."""
    return role is ParkRole.PARK_MANAGER


def may_found(kind: OrganisationKind, role: Role) -> bool:
    """Enter an area in the name of an organisation."""
    return kind in {OrganisationKind.ASSOCIATION, OrganisationKind.ADVISER} and role is Role.OWNER
