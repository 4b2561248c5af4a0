"""Names that cannot be guessed, and the form in which we keep them."""

import hashlib
import secrets

TOKEN_BYTES = 24  # 192 bits: beyond guessing, and 32 characters in a link
TOKEN_PATTERN = r"[A-Za-z0-9_-]{32}"  # noqa: S105 (a pattern, not a password)


def new_token() -> str:
    """A fresh secret for a private link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def fingerprint(token: str) -> str:
    """What is stored of a secret. One hash is enough, since nobody can try 2^192 secrets."""
    return hashlib.sha256(token.encode()).hexdigest()
