"""Source lists of a Content-Security-Policy: what a list of words lets in (CSP Level 3, W3C).

Grammar: section 2.3.1. Addresses: 6.7.2. Scripts in the page itself: 6.7.3.2. Which directive speaks: 6.8.3.
"""

import re
from collections.abc import Iterable

from weerbaar.scanner.parsers.csp import Policy
from weerbaar.scanner.vocabulary.domain_name import is_public_suffix

_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*"
_CHAR = r"[A-Za-z0-9-]"
_HOST_SOURCE = re.compile(
    rf"(?:{_SCHEME}://)?(?P<host>\*|(?:\*\.)?{_CHAR}+(?:\.{_CHAR}+)*)(?::(?:[0-9]+|\*))?(?:/[^;,]*)?"
)
_NONCE_OR_HASH = re.compile(r"'(?:nonce|sha256|sha384|sha512)-[A-Za-z0-9+/_-]+={0,2}'", re.IGNORECASE)
# Schemes that take in every site: `http:` matches https as well, and `ws:` both. `data:` carries its content along.
_WIDE_SCHEMES = frozenset({"http:", "https:", "ws:", "wss:", "data:"})
# Which directive speaks for a kind of content: the first that the policy has.
FALLBACKS = {
    "script-src-elem": ("script-src-elem", "script-src", "default-src"),
    "script-src-attr": ("script-src-attr", "script-src", "default-src"),
    "script-src": ("script-src", "default-src"),
    "object-src": ("object-src", "default-src"),
    "base-uri": ("base-uri",),
}


def governing(policy: Policy, directive: str) -> str | None:
    """The directive of the policy that speaks for `directive`; None when nothing in it does."""
    return next((name for name in FALLBACKS[directive] if name in policy.directives), None)


def allowing_inline(words: Iterable[str]) -> tuple[str, ...]:
    """`'unsafe-inline'` when it lets every script of the page itself run: a nonce, a hash or strict-dynamic undoes it."""
    words = tuple(words)
    if _has(words, "'strict-dynamic'") or any(_NONCE_OR_HASH.fullmatch(word) for word in words):
        return ()
    return tuple(word for word in words if word.lower() == "'unsafe-inline'")


def allowing_eval(words: Iterable[str]) -> tuple[str, ...]:
    """`'unsafe-eval'`, which turns text into code."""
    return tuple(word for word in words if word.lower() == "'unsafe-eval'")


def letting_everybody_in(words: Iterable[str]) -> tuple[str, ...]:
    """The words that match addresses of anybody: `*`, a whole scheme, or all names below a public suffix."""
    return tuple(word for word in words if _is_wide(word))


def letting_any_script_in(words: Iterable[str]) -> tuple[str, ...]:
    """The same for scripts: with strict-dynamic a browser passes over addresses (section 6.7.1.1)."""
    words = tuple(words)
    return () if _has(words, "'strict-dynamic'") else letting_everybody_in(words)


def _is_wide(word: str) -> bool:
    if word.lower() in _WIDE_SCHEMES:
        return True
    source = _HOST_SOURCE.fullmatch(word)
    if source is None:
        return False
    host = source["host"].lower()
    return host == "*" or (host.startswith("*.") and is_public_suffix(host.removeprefix("*.")))


def _has(words: tuple[str, ...], keyword: str) -> bool:
    return any(word.lower() == keyword for word in words)
