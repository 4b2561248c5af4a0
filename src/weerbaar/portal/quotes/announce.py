"""Tells the floors above that something happened to a request or a quote: they write the letters."""

import uuid
from enum import StrEnum

from django.conf import settings
from django.utils.module_loading import import_string


class News(StrEnum):
    """What happened, and in brackets whose id goes with it."""

    REQUEST_MADE = "request-made"  # (the request)
    REQUEST_WITHDRAWN = "request-withdrawn"  # (the request)
    REQUEST_DECLINED = "request-declined"  # (the invitation)
    QUESTION_ASKED = "question-asked"  # (the question)
    QUESTION_ANSWERED = "question-answered"  # (the question)
    CONTACT_ALLOWED = "contact-allowed"  # (the invitation)
    QUOTE_SUBMITTED = "quote-submitted"  # (the quote)
    QUOTE_WITHDRAWN = "quote-withdrawn"  # (the quote)
    QUOTE_ACCEPTED = "quote-accepted"  # (the quote)
    QUOTE_REFUSED = "quote-refused"  # (the quote)
    WORK_CHANGED = "work-changed"  # (the step in the history of ordered work)
    PROVIDER_SUSPENDED = "provider-suspended"  # (the provider)


def announce(word: News, subject_id: uuid.UUID) -> None:
    """Make a task of every follower, inside the transaction of the change: none is forgotten, and none tells of a change that
    was undone.
    """
    for path in settings.QUOTE_FOLLOWERS:
        import_string(path).enqueue(word.value, str(subject_id))
