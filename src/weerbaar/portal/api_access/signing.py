"""Signs messages as Standard Webhooks says (specification of that name, version 1.0.0): HMAC-SHA256 over id, moment and body."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping

PREFIX = "whsec_"
_SECRET_BYTES = 32  # the specification wants 24 to 64


def new_secret() -> str:
    """A fresh secret, in the form that libraries of the specification take."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def signature(secret: str, message_id: str, moment_s: int, body: bytes) -> str:
    """One signature, such as `v1,K5oZf...`. `moment_s` are the seconds since 1970 of this try."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{moment_s}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers_of(held: Iterable[str], message_id: str, moment_s: int, body: bytes) -> Mapping[str, str]:
    """The three headers; with two secrets in force, both sign."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(moment_s),
        "webhook-signature": " ".join(signature(secret, message_id, moment_s, body) for secret in held),
    }
