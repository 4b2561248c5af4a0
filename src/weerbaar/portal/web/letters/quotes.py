"""The letters about requests and quotes. Those to the invited tell nothing of who asks: no name, no words that were written, and
no link that holds an id of the company.
"""

import uuid
from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse

from weerbaar.portal.knowledge.municipalities import municipality
from weerbaar.portal.organisations.selectors import readers_of_letters
from weerbaar.portal.quotes.announce import News
from weerbaar.portal.quotes.letter_selectors import (
    InvitedParty,
    SaidToCompany,
    invited_by,
    invited_to,
    invited_to_question,
    maker_of,
    organisation_of_provider,
    said_by_invitation,
    said_by_question,
    said_by_quote,
)
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.letters.unsubscribe import QUOTES, REQUESTS, stop_headers, stop_path

_TO_INVITED: dict[News, Callable[[uuid.UUID], Iterable[InvitedParty]]] = {
    News.REQUEST_MADE: invited_to,
    News.REQUEST_WITHDRAWN: invited_to,
    News.QUESTION_ANSWERED: invited_to_question,
    News.CONTACT_ALLOWED: invited_by,
    News.QUOTE_ACCEPTED: maker_of,
    News.QUOTE_REFUSED: maker_of,
}
_TO_COMPANY: dict[News, Callable[[uuid.UUID], SaidToCompany | None]] = {
    News.QUESTION_ASKED: said_by_question,
    News.REQUEST_DECLINED: said_by_invitation,
    News.QUOTE_SUBMITTED: said_by_quote,
    News.QUOTE_WITHDRAWN: said_by_quote,
}


def tell_of(word: News, subject_id: uuid.UUID) -> int:
    """How many letters were sent."""
    if word in _TO_INVITED:
        return sum(_tell_party(word, party) for party in _TO_INVITED[word](subject_id))
    if word in _TO_COMPANY:
        said = _TO_COMPANY[word](subject_id)
        return _tell_company(word, said) if said else 0
    organisation_id = organisation_of_provider(subject_id)
    return _tell_suspended(organisation_id) if organisation_id else 0


def _tell_party(word: News, party: InvitedParty) -> int:
    values = {"word": word.value, "region": _region(party.region), "deadline": party.deadline}
    if party.organisation_id is None:
        # The letter with the link itself is sent when the link is made: only then its secret is known.
        if not party.email or word is News.REQUEST_MADE:
            return 0
        return int(send_letter("request_news", party.email, party.language, values))
    path = reverse(
        "provider-request", kwargs={"organisation_id": party.organisation_id, "invitation_id": party.invitation_id}
    )
    sent = 0
    for reader in readers_of_letters(party.organisation_id, REQUESTS):
        letter = {**values, "titles": party.titles, "path": path, "stop": _stop(reader.user_id, REQUESTS)}
        headers = stop_headers(reader.user_id, REQUESTS)
        sent += send_letter("request_news", reader.email, reader.language, letter, headers)
    return sent


def _tell_company(word: News, said: SaidToCompany) -> int:
    path = reverse("help-request", kwargs={"organisation_id": said.organisation_id, "request_id": said.request_id})
    sent = 0
    for reader in readers_of_letters(said.organisation_id, QUOTES):
        values = {"word": word.value, "who": said.who, "path": path, "stop": _stop(reader.user_id, QUOTES)}
        headers = stop_headers(reader.user_id, QUOTES)
        sent += send_letter("quote_news", reader.email, reader.language, values, headers)
    return sent


def _tell_suspended(organisation_id: uuid.UUID) -> int:
    path = reverse("provider-profile", kwargs={"organisation_id": organisation_id})
    sent = 0
    for reader in readers_of_letters(organisation_id, REQUESTS):
        values = {"path": path, "stop": _stop(reader.user_id, REQUESTS)}
        headers = stop_headers(reader.user_id, REQUESTS)
        sent += send_letter("requests_ended", reader.email, reader.language, values, headers)
    return sent


def _stop(user_id: uuid.UUID, kind: str) -> str:
    return f"{settings.PUBLIC_URL}{stop_path(user_id, kind)}"


def _region(key: str) -> str:
    found = municipality(key)
    return found.name if found else ""
