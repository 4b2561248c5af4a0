"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is. Only a company has results of its own; the others can be given a look at them."""

    COMPANY = "company"
    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"
    ADVISER = "adviser"
    PROVIDER = "provider"


class Role(StrEnum):
    """What a person may do in one organisation: everything, the daily work, or read."""

    OWNER = "owner"
    MEMBER = "member"
    READER = "reader"


class Sector(StrEnum):
    """What a company does, coarse enough to choose advice by."""

    LOGISTICS = "logistics"
    RETAIL = "retail"
    AGRICULTURE = "agriculture"
    RECREATION = "recreation"
    PROPERTY = "property"
    MANUFACTURING = "manufacturing"
    CONSTRUCTION = "construction"
    HOSPITALITY = "hospitality"
    CARE = "care"
    SERVICES = "services"
    OTHER = "other"


class SizeBand(StrEnum):
    """How many people work there, the owner included."""

    ONE = "1"
    TO_NINE = "2-9"
    TO_FORTY_NINE = "10-49"
    TO_249 = "50-249"
    MORE = "250+"

    @property
    def employees(self) -> int:
        """The most people in the band: what the profiles of a bank of questions are chosen by."""
        return {"1": 1, "2-9": 9, "10-49": 49, "50-249": 249}.get(self.value, 10_000)


class GrantScope(StrEnum):
    """How much of its results a company shares: the level alone, the plan as well, or everything.

    WORK is what an order shares with whoever carries it out: the ordered tasks and who ordered them. It comes and ends with
    the order, and is never given by hand.
    """

    LEVEL = "level"
    PLAN = "plan"
    EVERYTHING = "everything"
    WORK = "work"


GIVEN_BY_HAND = (GrantScope.LEVEL, GrantScope.PLAN, GrantScope.EVERYTHING)
