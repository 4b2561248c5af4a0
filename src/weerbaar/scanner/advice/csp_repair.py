"""A content security policy with its last gaps closed, and everything else as it was."""

from collections.abc import Iterable, Mapping

from weerbaar.scanner.parsers import csp, csp_sources


def closed(headers: Iterable[str]) -> str | None:
    """The one policy of these headers with plug-ins and `base-uri` limited.

    None when there are several, when it has a nonce, which is another one for each visitor, or letters that a
    configuration file would take for its own.
    """
    policies = csp.parse(headers)
    directives = dict(policies[0].directives) if len(policies) == 1 else {}
    if not directives or _has_nonce(directives):
        return None
    for name, limit in (("object-src", "'none'"), ("base-uri", "'self'")):
        governing = csp_sources.governing(policies[0], name)
        if governing is None or csp_sources.letting_everybody_in(directives[governing]):
            directives[name] = (limit,)
    return _written(directives)


def upgraded(headers: Iterable[str]) -> str | None:
    """The one policy of these headers, with the order to use https for everything on the page; the order alone without a policy.

    None as with `closed`.
    """
    policies = csp.parse(headers)
    directives = dict(policies[0].directives) if len(policies) == 1 else {}
    if len(policies) > 1 or _has_nonce(directives):
        return None
    return _written({**directives, "upgrade-insecure-requests": ()})


def _has_nonce(directives: Mapping[str, tuple[str, ...]]) -> bool:
    return any("'nonce-" in word.lower() for words in directives.values() for word in words)


def _written(directives: Mapping[str, tuple[str, ...]]) -> str | None:
    text = "; ".join(" ".join((name, *words)) for name, words in directives.items())
    return None if any(character in text for character in '"\\$%{}') else text
