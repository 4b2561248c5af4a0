"""A content security policy with its last gaps closed, and everything else as it was."""

from collections.abc import Iterable

from weerbaar.scanner.parsers import csp, csp_sources


def closed(headers: Iterable[str]) -> str | None:
    """The one policy of these headers with plug-ins and `base-uri` limited.

    None when there are several, when it has a nonce, which is another one for each visitor, or letters that a
    configuration file would take for its own.
    """
    policies = csp.parse(headers)
    if len(policies) != 1:
        return None
    directives = dict(policies[0].directives)
    if any("'nonce-" in word.lower() for words in directives.values() for word in words):
        return None
    for name, limit in (("object-src", "'none'"), ("base-uri", "'self'")):
        governing = csp_sources.governing(policies[0], name)
        if governing is None or csp_sources.letting_everybody_in(directives[governing]):
            directives[name] = (limit,)
    text = "; ".join(" ".join((name, *words)) for name, words in directives.items())
    return None if any(character in text for character in '"\\$%{}') else text
