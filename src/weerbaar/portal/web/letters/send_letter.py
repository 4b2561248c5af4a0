"""Sends one letter in the reader's language."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along with a letter. `media_type` may hold parameters (RFC 2045, section 5)."""

    name: str
    data: bytes
    media_type: str


def send_letter(
    name: str,
    to: str,
    language: str,
    values: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
    enclosed: Sequence[Enclosure] = (),
) -> bool:
    """True when the mail server took it. Trouble with mail never undoes what the letter tells of; it stands in the log."""
    with translation.override(language):
        context = {**values, "public_url": settings.PUBLIC_URL}
        subject = " ".join(render_to_string(f"letters/{name}.subject.txt", context).split())
        body = render_to_string(f"letters/{name}.txt", context).strip() + "\n"
    message = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], headers=dict(headers or {}))
    for enclosure in enclosed:
        message.attach(_part(enclosure))
    try:
        return message.send() == 1
    except OSError as error:
        _log.warning("letter was not sent", extra={"letter": name, "fault": type(error).__name__})
        return False


def _part(enclosure: Enclosure) -> MIMEBase:
    """Encoded whatever it holds, so that no line of it is changed on the way."""
    header = Message()
    header["Content-Type"] = enclosure.media_type
    part = MIMEBase(header.get_content_maintype(), header.get_content_subtype())
    for key, value in header.get_params(failobj=[])[1:]:
        part.set_param(key, value)
    part.set_payload(enclosure.data)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=enclosure.name)
    return part
