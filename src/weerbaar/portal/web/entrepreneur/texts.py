"""The closed lists of the portal in words, for forms and pages."""

from django.utils.translation import gettext as _

from weerbaar.portal.organisations.words import GrantScope, OrganisationKind, Role, Sector, SizeBand


def role_words() -> dict[Role, str]:
    """What each role is called."""
    return {Role.OWNER: _("Owner"), Role.MEMBER: _("Colleague"), Role.READER: _("Reader")}


def role_hints() -> dict[Role, str]:
    """What somebody in each role may do."""
    return {
        Role.OWNER: _("May do everything, also invite people and share results."),
        Role.MEMBER: _("Measures, answers questions and works on the plan."),
        Role.READER: _("Sees everything and changes nothing."),
    }


def sector_words() -> dict[str, str]:
    """What each sector is called."""
    return {
        Sector.LOGISTICS: _("Transport and logistics"),
        Sector.RETAIL: _("Shops and web shops"),
        Sector.AGRICULTURE: _("Agriculture and horticulture"),
        Sector.RECREATION: _("Recreation"),
        Sector.PROPERTY: _("Property"),
        Sector.MANUFACTURING: _("Manufacturing"),
        Sector.CONSTRUCTION: _("Construction and installation"),
        Sector.HOSPITALITY: _("Hotels, restaurants and catering"),
        Sector.CARE: _("Care"),
        Sector.SERVICES: _("Services to companies"),
        Sector.OTHER: _("Something else"),
    }


def size_words() -> dict[SizeBand, str]:
    """What each size is called."""
    return {
        SizeBand.ONE: _("Only me"),
        SizeBand.TO_NINE: _("2 to 9 people"),
        SizeBand.TO_FORTY_NINE: _("10 to 49 people"),
        SizeBand.TO_249: _("50 to 249 people"),
        SizeBand.MORE: _("250 people or more"),
    }


def kind_words() -> dict[OrganisationKind, str]:
    """What each kind of organisation is called."""
    return {
        OrganisationKind.COMPANY: _("Company"),
        OrganisationKind.ASSOCIATION: _("Business association"),
        OrganisationKind.MUNICIPALITY: _("Municipality"),
        OrganisationKind.ADVISER: _("Adviser"),
        OrganisationKind.PROVIDER: _("Service provider"),
    }


def scope_words() -> dict[GrantScope, str]:
    """How much is shared, in words."""
    return {
        GrantScope.LEVEL: _("Only how you stand"),
        GrantScope.PLAN: _("How you stand and your plan"),
        GrantScope.EVERYTHING: _("Everything"),
        GrantScope.WORK: _("Only the work that you ordered"),
    }


def scope_hints() -> dict[GrantScope, str]:
    """What somebody sees then."""
    return {
        GrantScope.LEVEL: _("They see a word for each of the five parts. No answers, no measurements."),
        GrantScope.PLAN: _("They also see what you are going to do, and what is done."),
        GrantScope.EVERYTHING: _("They also see your answers and your measurements."),
    }
