"""Which other sites may read an answer (Fetch Standard, WHATWG, "CORS check")."""

from collections.abc import Iterable
from enum import StrEnum


class Readers(StrEnum):
    """Who may read, from nobody to everybody."""

    NOBODY = "nobody"  # no other site, or one that is named
    ANYBODY = "anybody"  # every site, as a stranger sees it
    NULL = "null"  # sites that hide their name, as every site can by a sandboxed frame
    CONTRADICTORY = "contradictory"  # every site, signed in as well: browsers refuse that
    SIGNED_IN = "signed-in"  # every site, with what the visitor sees who is signed in


def readers(allow_origin: Iterable[str], allow_credentials: Iterable[str], origin: str) -> Readers:
    """Who may read an answer with these headers, that was given to a script of `origin`, a site that nobody trusts.

    Several values make no origin, and only the exact word `true` lets credentials through.
    """
    allowed, credentials = ", ".join(allow_origin), ", ".join(allow_credentials) == "true"
    if allowed == "*":
        return Readers.CONTRADICTORY if credentials else Readers.ANYBODY
    if allowed not in (origin, "null"):
        return Readers.NOBODY
    if credentials:
        return Readers.SIGNED_IN
    return Readers.ANYBODY if allowed == origin else Readers.NULL
