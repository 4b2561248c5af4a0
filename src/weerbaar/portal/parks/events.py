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
