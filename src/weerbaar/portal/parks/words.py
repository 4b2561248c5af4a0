"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class ParkKind(StrEnum):
    """What sort of area it is."""

    BUSINESS = "business"
    SHOPPING = "shopping"
    RURAL = "rural"


class ParkRole(StrEnum):
    """What a person does for an area."""

    PARK_MANAGER = "park_manager"
    PROCESS_FACILITATOR = "process_facilitator"
    PARTNER = "partner"


class PartnerKind(StrEnum):
    """Which party a partner speaks for: the words by which the content files name who carries a task."""

    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"
    POLICE = "police"
    FIRE_BRIGADE = "fire_brigade"
    SAFETY_REGION = "safety_region"
    WATER_BOARD = "water_board"
    ENVIRONMENT_SERVICE = "environment_service"
    PROVINCE = "province"
    RIEC = "riec"
    PVO = "pvo"
    PROPERTY_OWNER = "property_owner"
    SECURITY_FIRM = "security_firm"
    TRADE_BODY = "trade_body"
    GRID_OPERATOR = "grid_operator"
    PUBLIC_PROSECUTOR = "public_prosecutor"
    INSURER = "insurer"
    OTHER = "other"


class FacilityKind(StrEnum):
    """What an area has together."""

    CAMERAS = "cameras"
    FENCE = "fence"
    GATE = "gate"
    ALARM_CENTRE = "alarm_centre"
    AED = "aed"
    INFO_BOARD = "info_board"
    WATER_POINT = "water_point"
    OTHER = "other"


class ListChangeKind(StrEnum):
    """How the list of establishments changed."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    IMPORT = "import"
