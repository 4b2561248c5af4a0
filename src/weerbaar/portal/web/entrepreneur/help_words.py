"""Requests, offers and what is refused, as people of the company read it."""

import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.knowledge.marks import mark_name
from weerbaar.portal.providers.selectors import ProviderCard
from weerbaar.portal.providers.words import MarkState
from weerbaar.portal.quotes.company_errors import RequestFault as Fault
from weerbaar.portal.quotes.company_errors import RequestRefused
from weerbaar.portal.quotes.company_selectors import CompanyRequest, Invited, RequestLine
from weerbaar.portal.quotes.record import Record, Standing
from weerbaar.portal.quotes.words import InvitationState, QuoteState, RequestState
from weerbaar.portal.web.components.moments import plain_day
from weerbaar.portal.web.public.visitors import language_of_page

# Which field of the form a fault is about.
FIELDS: Mapping[Fault, str] = {
    Fault.NO_ACTIONS: "tasks",
    Fault.NOT_TO_DO: "tasks",
    Fault.ALREADY_ORDERED: "tasks",
    Fault.NOBODY_ASKED: "providers",
    Fault.TOO_MANY_ASKED: "providers",
    Fault.NOT_LISTED: "providers",
    Fault.CONFLICT: "providers",
    Fault.TELLS_WHO: "message",
    Fault.TOO_LONG: "message",
    Fault.BAD_DEADLINE: "deadline",
    Fault.TOO_MANY_OPEN: "tasks",
    Fault.TOO_MANY_FILES: "files",
    Fault.ONLY_PICTURES: "files",
    Fault.NO_SUPPLIER: "supplier",
}


def request_fault(refused: RequestRefused, names: Mapping[uuid.UUID, str] | None = None) -> str:
    """What to do about what was refused. `names` are those of the providers that it may be about."""
    about = ", ".join(names[one] for one in refused.ids if one in names) if names else ""
    if refused.fault is Fault.TELLS_WHO:
        return _("These words tell who you are: %(words)s. Leave them out.") % {"words": ", ".join(refused.words)}
    if refused.fault is Fault.CONFLICT and about:
        return _("%(names)s looked along with you and may give no price.") % {"names": about}
    return {
        Fault.NO_ACTIONS: _("Choose at least one task."),
        Fault.NOT_TO_DO: _("One of these tasks is done already, or gone. Choose again."),
        Fault.ALREADY_ORDERED: _("Work was ordered already for one of these tasks. Leave it out."),
        Fault.NOBODY_ASKED: _("Choose at least one provider, or fill in your own supplier."),
        Fault.TOO_MANY_ASKED: _("You can ask at most five. Leave some out."),
        Fault.NOT_LISTED: _("One of these providers takes no requests now. Leave it out."),
        Fault.CONFLICT: _("Who looked along with you may give no price."),
        Fault.BAD_DEADLINE: _("Choose a day from tomorrow on, at most 60 days ahead."),
        Fault.TOO_LONG: _("This text is too long. Make it shorter."),
        Fault.TOO_MANY_OPEN: _("You have many open requests. Withdraw one first."),
        Fault.TOO_MANY_FILES: _("These are too many files. Choose fewer."),
        Fault.ONLY_PICTURES: _("Attach a picture, such as a screenshot. A PDF tells who made it."),
        Fault.NO_SUPPLIER: _("Fill in what your supplier is called."),
        Fault.NO_TEXT: _("Fill in this field."),
        Fault.NO_REASON: _("Write in a few words why."),
        Fault.NOTHING_CHOSEN: _("Choose at least one task."),
        Fault.AS_A_WHOLE: _("This quote can only be taken as a whole."),
        Fault.EXPIRED: _("This quote has expired. Ask the provider for a new one."),
        Fault.PROVIDER_GONE: _("This provider takes no work now. Choose somebody else."),
    }.get(refused.fault, _("This is not possible now."))


def request_mark(row: RequestLine | CompanyRequest, *, is_past: bool) -> tuple[str, str]:
    """Shape and word of a request. `is_past`: the deadline has passed."""
    if row.state is RequestState.WITHDRAWN:
        return "off", _("Withdrawn")
    if row.state is RequestState.CLOSED:
        return "off", _("Closed")
    if row.waits:
        return "better", ngettext("%(number)s question waits", "%(number)s questions wait", row.waits) % {
            "number": row.waits
        }
    if is_past:
        return "better", _("Choose now")
    return "busy", _("Quotes can come")


def invited_mark(one: Invited) -> tuple[str, str]:
    """Shape and word of somebody who was asked."""
    if one.state is InvitationState.DECLINED:
        return "off", _("Gives no price")
    if one.state is InvitationState.REVOKED:
        return "off", _("Takes no requests now")
    if one.state is InvitationState.QUOTED:
        return "busy", _("Sent a quote")
    return ("none", _("Has read it")) if one.opened_at else ("none", _("Has not read it yet"))


def offer_mark(state: QuoteState) -> tuple[str, str] | None:
    """Shape and word of an offer that cannot simply be chosen."""
    return {
        QuoteState.REFUSED: ("off", _("You did not choose this")),
        QuoteState.ACCEPTED: ("fine", _("You chose this")),
        QuoteState.EXPIRED: ("off", _("Expired")),
        QuoteState.WITHDRAWN: ("off", _("Withdrawn")),
        QuoteState.REPLACED: ("off", _("Replaced")),
    }.get(state)


def record_words(standing: Standing | None) -> str:
    """How much of its work was seen to be solved."""
    if standing is None:
        return _("Not known: no account here")
    if isinstance(standing, Record):
        return _("%(solved)s of %(all)s confirmed") % {
            "solved": standing.verified + standing.confirmed,
            "all": standing.delivered,
        }
    if standing.delivered:
        return _("Too few jobs to say")
    return _("New: no job measured yet")


def mark_lines(card: ProviderCard | None) -> list[tuple[str, str, str, str]]:
    """The marks: name, shape, word, and until when."""
    found = []
    for mark in card.marks if card else ():
        shape, word = "none", _("Claimed, not checked")
        if mark.is_expired:
            shape, word = "better", _("Expired")
        elif mark.state is MarkState.VERIFIED:
            shape, word = "fine", _("Checked")
        until = _("until %(day)s") % {"day": plain_day(mark.valid_until)} if mark.valid_until else ""
        found.append((mark_name(mark.mark, language_of_page().value), shape, word, until))
    return found
