"""What an investment zone is called in words."""

from django.utils.translation import gettext as _

from weerbaar.portal.biz.errors import BizFault
from weerbaar.portal.biz.words import ZoneState


def zone_mark(state: ZoneState) -> tuple[str, str]:
    """The shape of a status, and its word."""
    return {
        ZoneState.PLANNED: ("busy", _("Being planned")),
        ZoneState.BALLOT: ("busy", _("Ballot open")),
        ZoneState.RUNNING: ("fine", _("Running")),
        ZoneState.REJECTED: ("none", _("Not enough votes")),
        ZoneState.ENDED: ("none", _("Ended")),
    }[state]


def biz_fault(fault: BizFault) -> tuple[str, str]:
    """The field that is meant, and the sentence."""
    return {
        BizFault.ALREADY_ONE: ("name", _("The area has an investment zone already.")),
        BizFault.NO_NAME: ("name", _("Fill in a name.")),
        BizFault.NO_PURPOSE: ("purpose", _("Write what the money is for.")),
        BizFault.UNKNOWN_PAYERS: ("payers", _("Choose who pays.")),
        BizFault.BAD_TERM: ("ends_on", _("The last day comes after the first, at most ten years later.")),
        BizFault.BAD_LEVY: ("levy", _("Start at a value of 0, go up, and fill in an amount for each step.")),
        BizFault.NOT_NOW: ("form", _("That cannot be done now.")),
        BizFault.BAD_DAYS: ("closes_on", _("The ballot closes after it opens, and before the term ends.")),
        BizFault.NOBODY_ELIGIBLE: ("eligible", _("Fill in how many may vote.")),
        BizFault.MORE_THAN_ELIGIBLE: ("returned", _("There are more votes than people who may vote.")),
        BizFault.FEWER_THAN_BEFORE: ("returned", _("The number cannot go down.")),
        BizFault.NOT_CLOSED: ("in_favour", _("Count after the last day of the ballot.")),
        BizFault.BAD_AMOUNT: ("amount", _("Fill in an amount in euros.")),
        BizFault.OUTSIDE_TERM: ("on", _("Choose a day in this year that has passed.")),
        BizFault.NO_SUCH_LINE: ("line", _("Choose a line of the budget.")),
        BizFault.LINE_IN_USE: ("line", _("Money was spent on this line. It stays.")),
        BizFault.YEAR_CLOSED: ("form", _("The account of this year is closed.")),
        BizFault.YEAR_NOT_OVER: ("form", _("Close the account when the year is over.")),
        BizFault.UNKNOWN_MEASURE: ("measure", _("Choose a measure of this area.")),
    }[fault]
