"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class ParkKind(StrEnum):
    """What sort of area it is."""

    BUSINESS = "business"
    SHOPPING = "shopping"
    RURAL = "rural"


class ParkRole(StrEnum):
    """What a person does for an area."""

    PARK_MANAGER = "park-manager"
    PROCESS_FACILITATOR = "process-facilitator"
    PARTNER = "partner"


class PartnerKind(StrEnum):
    """Which party a partner speaks for. The same words name the party that carries a task."""

    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"
    POLICE = "police"
    FIRE_BRIGADE = "fire-brigade"
    WATER_BOARD = "water-board"
    SAFETY_REGION = "safety-region"
    ENVIRONMENT_SERVICE = "environment-service"
    PROPERTY_OWNER = "property-owner"
    SECURITY_FIRM = "security-firm"
    OTHER = "other"
