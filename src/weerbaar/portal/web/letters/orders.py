"""The letters about ordered work: to the side that did not do it, and to both when a measurement decided."""

import uuid

from django.conf import settings
from django.urls import reverse

from weerbaar.portal.organisations.selectors import readers_of_letters
from weerbaar.portal.quotes.order_letter_selectors import WorkNews, work_news
from weerbaar.portal.quotes.words import Side
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.letters.supplier_said import action_title
from weerbaar.portal.web.letters.unsubscribe import QUOTES, REQUESTS, stop_headers, stop_path


def tell_of_work(step_id: uuid.UUID) -> int:
    """How many letters were sent."""
    news = work_news(step_id)
    if news is None:
        return 0
    sent = 0
    if Side.COMPANY in news.readers and news.company_id is not None:
        sent += _tell(news, news.company_id, Side.COMPANY, "help-order", QUOTES)
    if Side.PROVIDER in news.readers and news.provider_organisation_id is not None:
        sent += _tell(news, news.provider_organisation_id, Side.PROVIDER, "provider-order", REQUESTS)
    return sent


def _tell(news: WorkNews, organisation_id: uuid.UUID, side: Side, page: str, kind: str) -> int:
    path = reverse(page, kwargs={"organisation_id": organisation_id, "order_id": news.order_id})
    sent = 0
    for reader in readers_of_letters(organisation_id, kind):
        values = {
            "verb": news.verb.value,
            "side": side.value,
            "who": news.provider if side is Side.COMPANY else news.company,
            "title": action_title(news.cause, reader.language),
            "number": news.number,
            "path": path,
            "stop": f"{settings.PUBLIC_URL}{stop_path(reader.user_id, kind)}",
        }
        sent += send_letter("work_news", reader.email, reader.language, values, stop_headers(reader.user_id, kind))
    return sent
