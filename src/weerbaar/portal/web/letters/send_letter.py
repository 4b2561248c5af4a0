"""Sends one letter in the reader's language."""

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

_log = logging.getLogger(__name__)


def send_letter(
    name: str, to: str, language: str, values: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> bool:
    """True when the mail server took it. Trouble with mail never undoes what the letter tells of; it stands in the log."""
    with translation.override(language):
        context = {**values, "public_url": settings.PUBLIC_URL}
        subject = " ".join(render_to_string(f"letters/{name}.subject.txt", context).split())
        body = render_to_string(f"letters/{name}.txt", context).strip() + "\n"
    message = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], headers=dict(headers or {}))
    try:
        return message.send() == 1
    except OSError as error:
        _log.warning("letter was not sent", extra={"letter": name, "fault": type(error).__name__})
        return False
