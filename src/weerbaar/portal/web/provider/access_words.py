"""Tokens, addresses and messages in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from weerbaar.portal.api_access.errors import EndpointFault, TokenFault
from weerbaar.portal.api_access.selectors import DeliveryView, TokenView
from weerbaar.portal.api_access.words import DeliveryFault, DeliveryState, Scope
from weerbaar.portal.quotes.outbox import OutboxWord
from weerbaar.portal.web.components.moments import day, day_and_clock


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A message in the log: what about, when, what became of it, and more about that."""

    what: str
    at: str
    mark: str
    word: str
    more: str


def scope_words() -> dict[Scope, str]:
    """What a token may do."""
    return {
        Scope.REQUESTS_READ: _("Read requests"),
        Scope.REQUESTS_ANSWER: _("Ask questions and decline"),
        Scope.QUOTES_READ: _("Read your quotes"),
        Scope.QUOTES_WRITE: _("Send and withdraw quotes"),
        Scope.ORDERS_READ: _("Read orders"),
        Scope.ORDERS_WRITE: _("Report work started and done"),
    }


def word_words() -> dict[str, str]:
    """The events that an address can hear of."""
    return {
        OutboxWord.REQUEST_INVITED: _("You were asked for a quote"),
        OutboxWord.REQUEST_WITHDRAWN: _("A request was withdrawn"),
        OutboxWord.REQUEST_REVOKED: _("Your invitation was taken back"),
        OutboxWord.REQUEST_CLOSED: _("Nothing can be chosen any more from a request"),
        OutboxWord.QUESTION_ANSWERED: _("A question was answered"),
        OutboxWord.CONTACT_ALLOWED: _("A company let you know who it is"),
        OutboxWord.QUOTE_ACCEPTED: _("Your quote was accepted"),
        OutboxWord.QUOTE_REFUSED: _("Your quote was refused"),
        OutboxWord.ORDER_PLACED: _("You got an order"),
        OutboxWord.LINE_VERIFIED: _("A measurement saw that your work is good"),
        OutboxWord.LINE_SENT_BACK: _("A measurement still saw it"),
        OutboxWord.LINE_CONFIRMED: _("Your customer confirmed your work"),
        OutboxWord.LINE_DISPUTED: _("Your customer does not agree"),
        OutboxWord.LINE_SETTLED: _("Work was ended together"),
        OutboxWord.LINE_CANCELLED: _("Work was cancelled"),
    }


def token_mark(token: TokenView) -> tuple[str, str]:
    """Shape and word."""
    if token.withdrawn_at is not None:
        return "off", _("Withdrawn on %(day)s") % {"day": day(token.withdrawn_at)}
    if token.is_orphan:
        return "off", _("Its maker has left")
    if token.is_expired:
        return "off", _("Expired")
    return ("fine", _("In use")) if token.last_used_on else ("none", _("Not used yet"))


def delivery_line(row: DeliveryView) -> DeliveryLine:
    """A message in words. Green only when the other side took it in."""
    what = word_words().get(row.word, _("A test"))
    if row.state is DeliveryState.DELIVERED:
        return DeliveryLine(what, day_and_clock(row.made_at), "fine", _("Taken in"), "")
    more = _fault_words()[row.fault] % {"status": row.status} if row.fault else ""
    if row.state is DeliveryState.GIVEN_UP:
        return DeliveryLine(what, day_and_clock(row.made_at), "first", _("Not taken in"), more)
    if row.tries and row.next_at:
        again = _("We try again on %(moment)s.") % {"moment": day_and_clock(row.next_at)}
        return DeliveryLine(
            what, day_and_clock(row.made_at), "better", _("Not taken in yet"), f"{more} {again}".strip()
        )
    return DeliveryLine(what, day_and_clock(row.made_at), "busy", _("On its way"), "")


def token_fault(fault: TokenFault) -> dict[str, list[str]]:
    """What is wrong with the form of a token, by field."""
    field, sentence = {
        TokenFault.NO_NAME: ("name", _("Give it a name of at most 60 characters.")),
        TokenFault.NO_SCOPES: ("scopes", _("Choose at least one thing that it may do.")),
        TokenFault.BAD_DAY: ("until", _("Choose a day from today on, at most a year ahead.")),
        TokenFault.TOO_MANY: ("name", _("You have twenty tokens. Withdraw one first.")),
    }[fault]
    return {field: [sentence]}


def endpoint_fault(fault: EndpointFault) -> dict[str, list[str]]:
    """What is wrong with the form of an address, by field."""
    field, sentence = {
        EndpointFault.NOT_HTTPS: ("url", _("The address has to begin with https://.")),
        EndpointFault.NO_ADDRESS: ("url", _("We cannot send to this address. Look at its spelling.")),
        EndpointFault.INSIDE: ("url", _("This address is not on the internet, so we cannot send to it.")),
        EndpointFault.NO_WORDS: ("words", _("Choose at least one event.")),
        EndpointFault.SAME: ("url", _("This address is in your list already.")),
        EndpointFault.TOO_MANY: ("url", _("You have five addresses. Remove one first.")),
        EndpointFault.NOT_SET_UP: ("url", _("This site cannot keep secrets yet. Whoever runs it can change that.")),
    }[fault]
    return {field: [sentence]}


def _fault_words() -> dict[DeliveryFault, str]:
    return {
        DeliveryFault.NO_ADDRESS: _("The name leads nowhere."),
        DeliveryFault.ADDRESS: _("The name leads to a place that is not on the internet."),
        DeliveryFault.NOT_REACHED: _("Nobody answered there."),
        DeliveryFault.TOO_SLOW: _("The answer took more than 15 seconds."),
        DeliveryFault.CERTIFICATE: _("The certificate there is not good."),
        DeliveryFault.REDIRECT: _("It sent us on (%(status)s). We do not follow that."),
        DeliveryFault.REFUSED: _("It answered %(status)s."),
        DeliveryFault.SECRET: _("We cannot read the secret any more. Make another one."),
    }
