"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class Damage(StrEnum):
    """How much was lost, roughly. Nobody is asked for an amount."""

    UNKNOWN = "unknown"
    NONE = "none"
    TO_500 = "to_500"
    TO_5000 = "to_5000"
    TO_50000 = "to_50000"
    MORE = "more"


class IncidentState(StrEnum):
    """Where a report stands with the area."""

    NEW = "new"
    TAKEN_UP = "taken_up"
    CLOSED = "closed"


class Sight(StrEnum):
    """How much of the reports somebody of the area sees."""

    NOTHING = "nothing"
    TOTALS = "totals"
    ROUTED = "routed"
    ALL = "all"


class Chance(StrEnum):
    """How often the water comes so high: once in so many years, about."""

    T10 = "T10"
    T100 = "T100"
    T1000 = "T1000"


class FactKind(StrEnum):
    """What the fire brigade wants to know of the area itself."""

    ACCESS = "access"
    HYDRANT = "hydrant"
    ASSEMBLY = "assembly"


class FactState(StrEnum):
    """How it was found."""

    FREE = "free"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


class PlotAnswerWord(StrEnum):
    """What a company says of a question about its plot."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_HERE = "not_here"


class Recency(StrEnum):
    """When it was last done, for questions that ask when."""

    WITHIN_YEAR = "within_year"
    LONGER = "longer"
    NEVER = "never"
    NOT_HERE = "not_here"
