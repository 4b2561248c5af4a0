"""Requests and quotes in words, for the invited."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from weerbaar.portal.quotes.errors import QuoteFault
from weerbaar.portal.quotes.words import InvitationState, QuoteState


def fault_sentence(fault: QuoteFault) -> str:
    """What to do about what was refused."""
    return {
        QuoteFault.NO_LINES: _("Choose at least one task that you give a price for."),
        QuoteFault.UNKNOWN_ACTION: _("This task is not part of the request. Load the page again."),
        QuoteFault.SAME_ACTION_TWICE: _("Give one price for each task."),
        QuoteFault.NO_SCOPE: _("Write what is included in your price."),
        QuoteFault.BAD_PRICE: _("Fill in an amount in euros, such as 1250 or 1250,50."),
        QuoteFault.BAD_VAT: _("Choose one of the VAT rates."),
        QuoteFault.BAD_DAYS: _("Fill in a number of days from 1 to 365."),
        QuoteFault.BAD_VALIDITY: _("Choose a day from the deadline on, at most 180 days from now."),
        QuoteFault.TOO_LONG: _("This text is too long. Make it shorter."),
        QuoteFault.DEADLINE_PASSED: _("The deadline has passed. Nothing can be sent any more."),
        QuoteFault.CHANGED_MEANWHILE: _("A colleague has changed your quote meanwhile. Look at it first."),
        QuoteFault.NO_TEXT: _("Write your question."),
        QuoteFault.NO_REASON: _("Write why you do not quote."),
        QuoteFault.TOO_MANY_QUESTIONS: _("You have asked many questions. Send your quote, or decline."),
    }[fault]


def quote_mark(state: QuoteState) -> tuple[str, str]:
    """Shape and word of a quote."""
    return {
        QuoteState.SUBMITTED: ("busy", _("Sent, waits for an answer")),
        QuoteState.REPLACED: ("none", _("Replaced by a newer one")),
        QuoteState.WITHDRAWN: ("none", _("Withdrawn")),
        QuoteState.REFUSED: ("none", _("Not chosen")),
        QuoteState.ACCEPTED: ("fine", _("Accepted")),
        QuoteState.EXPIRED: ("none", _("Expired")),
    }[state]


def invitation_mark(state: InvitationState, *, is_opened: bool, takes_quotes: bool) -> tuple[str, str]:
    """Shape and word of a request in the inbox."""
    if state is InvitationState.QUOTED:
        return "busy", _("You sent a quote")
    if state is InvitationState.DECLINED:
        return "none", _("You declined")
    if not takes_quotes:
        return "none", _("Deadline passed")
    return ("better", _("Waits for you")) if is_opened else ("better", _("New"))


def language_words() -> Mapping[str, str]:
    """The languages of a request."""
    return {"nl": _("Dutch"), "en": _("English")}
