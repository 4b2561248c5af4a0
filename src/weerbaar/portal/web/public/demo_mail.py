"""The mail of a demonstration: nothing leaves the machine, so it is read here."""

import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

MOST = 20


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as its reader would see it."""

    to: str
    subject: str
    date: str
    lines: tuple[str, ...]


@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The newest letters. Only a demonstration has this page: elsewhere it would show everybody's mail to everybody."""
    if not shows_mail():
        raise Http404
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    response = render(request, "public/demo_mail.html", {"letters": [_read(path) for path in files[:MOST]]})
    response["Cache-Control"] = "private, no-store"
    return response


def shows_mail() -> bool:
    """Whether this installation is a demonstration without a mail server."""
    return bool(settings.IS_DEMO and not settings.HAS_MAIL_SERVER)


def _read(path: Path) -> Letter:
    text = path.read_text("utf-8").split("-" * 79)[0]
    message = email.message_from_string(text, policy=email.policy.default)
    body = message.get_body(("plain",))
    lines = body.get_content().strip().splitlines() if body else []
    return Letter(str(message["To"]), str(message["Subject"]), str(message["Date"]), tuple(lines))
