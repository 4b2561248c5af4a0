"""Content-Security-Policy (Content Security Policy Level 3, W3C, sections 2.2 and 6.4.2).

The standard knows no malformed policy: what a browser does not understand it passes over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Sources of `frame-ancestors` that let any site in.
_EVERYWHERE = frozenset({"*", "http:", "https:", "http://*", "https://*", "*:*"})
# The directives by which a policy forbids something (sections 6.1 to 6.4, and Trusted Types).
RESTRICTING = frozenset(
    {
        "default-src",
        "child-src",
        "connect-src",
        "font-src",
        "frame-src",
        "img-src",
        "manifest-src",
        "media-src",
        "object-src",
        "script-src",
        "script-src-elem",
        "script-src-attr",
        "style-src",
        "style-src-elem",
        "style-src-attr",
        "worker-src",
        "base-uri",
        "sandbox",
        "form-action",
        "frame-ancestors",
        "require-trusted-types-for",
        "trusted-types",
    }
)


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: the words of each directive, by its name in lower case, in the order of the header."""

    directives: Mapping[str, tuple[str, ...]]

    @property
    def restricts(self) -> bool:
        """Whether it forbids anything: a policy that only reports or only upgrades http does not."""
        return not RESTRICTING.isdisjoint(self.directives)

    def restricts_framing(self) -> bool | None:
        """Whether `frame-ancestors` keeps strangers out; None when the policy has no such directive."""
        sources = self.directives.get("frame-ancestors")
        if sources is None:
            return None
        return not any(source.lower() in _EVERYWHERE for source in sources)


def parse(values: Iterable[str]) -> tuple[Policy, ...]:
    """The policies of all headers of one name. Each binds by itself; a policy without directives is none."""
    serialized = (policy for value in values for policy in value.split(","))
    return tuple(policy for policy in map(_parse_one, serialized) if policy.directives)


def _parse_one(serialized: str) -> Policy:
    directives: dict[str, tuple[str, ...]] = {}
    for part in serialized.split(";"):
        words = part.split()
        if words and part.isascii():
            # The first of two directives with one name counts.
            directives.setdefault(words[0].lower(), tuple(words[1:]))
    return Policy(directives)
