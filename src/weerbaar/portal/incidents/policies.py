"""Who sees what of incidents and plots. To be read by an auditor in five minutes.

A suspicion, a threat and a tenant's misuse are kept by nobody: there is nothing to see. A digital incident is the company's own:
its people read it, nobody else ever does. Of any other report the manager and the process facilitator of the area see what was
filled in; a party that the kind is routed to sees kind, day, street and photo; the other parties see totals; an insurer sees
nothing. The name of the company is seen only when the company said so, and then only by who runs the area.

How deep the water can come on a plot is a fact of the map: everybody with a seat sees it. What a company answers about its plot
is its own. The list of hazardous goods is for the company and the fire brigade: not for the manager either.
"""

from collections.abc import Collection

from weerbaar.portal.incidents.words import Sight
from weerbaar.portal.parks.policies import may_run
from weerbaar.portal.parks.words import ParkRole, PartnerKind


def sight_of_reports(role: ParkRole, party: PartnerKind | None) -> Sight:
    """What somebody with a seat sees of the reports of the area, at most."""
    if may_run(role):
        return Sight.ALL
    if party is None or party is PartnerKind.INSURER:
        return Sight.NOTHING
    return Sight.ROUTED


def sight_of_one(role: ParkRole, party: PartnerKind | None, route: Collection[PartnerKind]) -> Sight:
    """What somebody with a seat sees of one report, whose kind is routed to these parties."""
    sight = sight_of_reports(role, party)
    if sight is Sight.ROUTED and party not in route:
        return Sight.TOTALS
    return sight


def may_handle(sight: Sight) -> bool:
    """Take a report up, and say what was done."""
    return sight in {Sight.ALL, Sight.ROUTED}


def may_see_goods(role: ParkRole, party: PartnerKind | None) -> bool:
    """Read the lists of hazardous goods of companies on the area."""
    return role is ParkRole.PARTNER and party is PartnerKind.FIRE_BRIGADE
