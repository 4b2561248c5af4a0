"""Ending a kind of letter by one press, without signing in (RFC 8058)."""

import uuid

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "letters"
REGRESSIONS = "regressions"
REMINDERS = "reminders"
SUPPLIER = "supplier"
DIGEST = "digest"
QUOTES = "quotes"
REQUESTS = "requests"
TOGETHER = "together"
SURVEYS = "surveys"
KVO = "kvo"
KINDS = (REGRESSIONS, REMINDERS, SUPPLIER, DIGEST, QUOTES, REQUESTS, TOGETHER, SURVEYS, KVO)


def stop_path(user_id: uuid.UUID, kind: str) -> str:
    """The path of the page that ends this kind of letter for this person. It gives no other right."""
    return reverse("letters-stop", kwargs={"signed": signing.dumps([str(user_id), kind], salt=_SALT)})


def stop_headers(user_id: uuid.UUID, kind: str) -> dict[str, str]:
    """What mail programs need for their own button (RFC 2369 section 3.2, RFC 8058 section 3.1)."""
    return {
        "List-Unsubscribe": f"<{settings.PUBLIC_URL}{stop_path(user_id, kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read_stop(signed: str) -> tuple[uuid.UUID, str] | None:
    """Whom and which kind a signed text is about; None when we did not sign it."""
    try:
        user_id, kind = signing.loads(signed, salt=_SALT)
        return (uuid.UUID(user_id), kind) if kind in KINDS else None
    except (signing.BadSignature, ValueError, TypeError):
        return None
