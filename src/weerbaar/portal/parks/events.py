"""The audit words of this app: subject:object:verb. What a company does stands in its own log too."""

from enum import StrEnum


class ParkEvent(StrEnum):
    """Everything that happens to an area and is worth remembering."""

    FOUNDED = "person:park:found"
    INVITED = "person:park-seat:offer"
    INVITATION_WITHDRAWN = "person:park-invitation:withdraw"
    SEATED = "person:park-seat:take"
    SEAT_TAKEN_AWAY = "person:park-seat:remove"
    SEAT_GIVEN_BACK = "person:park-seat:leave"
    JOINED = "person:park:join"
    LEFT = "person:park:leave"
    BOUNDARY_DRAWN = "person:park-boundary:draw"
    BOUNDARY_TAKEN_BACK = "person:park-boundary:undo"
    ESTABLISHMENT_ADDED = "person:establishment:add"
    ESTABLISHMENT_CHANGED = "person:establishment:change"
    ESTABLISHMENT_REMOVED = "person:establishment:remove"
    LIST_IMPORTED = "person:establishment-list:import"
    LIST_TAKEN_BACK = "person:establishment-list:undo"
    FACILITY_ADDED = "person:facility:add"
    FACILITY_CHANGED = "person:facility:change"
    FACILITY_REMOVED = "person:facility:remove"
    CLAIMED = "person:establishment:claim"
    UNCLAIMED = "person:establishment:unclaim"
