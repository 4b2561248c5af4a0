"""Set-Cookie as a browser reads it (RFC 6265bis, draft-ietf-httpbis-rfc6265bis-22, section 5.6)."""

import re
from dataclasses import dataclass

from weerbaar.scanner.parsers.malformed import Malformed

# Control characters except the tab (section 5.6, step 1).
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_MAX_PAIR = 4096
_MAX_ATTRIBUTE = 1024
_SAME_SITE = {"strict": "Strict", "lax": "Lax", "none": "None"}


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie without its value, which is nobody's business. `same_site` is empty when it is absent or unknown.

    `is_removal` means that it takes an earlier cookie away: its life is over at once, or it has no value.
    """

    name: str
    secure: bool
    http_only: bool
    same_site: str
    is_removal: bool

    @property
    def bare_name(self) -> str:
        """The name without the prefixes `__Secure-` and `__Host-` (section 4.1.3)."""
        lowered = self.name.lower()
        prefix = next((prefix for prefix in ("__secure-", "__host-") if lowered.startswith(prefix)), "")
        return self.name[len(prefix) :]


def parse(value: str) -> Cookie | Malformed:
    """Read one header. Malformed is what a browser throws away."""
    control = _CONTROL.search(value)
    if control is not None:
        return Malformed(value[control.start() :], control.start(), "control-character")
    pair, *rest = value.split(";")
    name, equals, content = pair.partition("=")
    if not equals:
        name, content = "", pair
    name, content = name.strip(" \t"), content.strip(" \t")
    if not name and not content:
        return Malformed(value, 0, "empty")
    if len(name) + len(content) > _MAX_PAIR:
        return Malformed(name[:32], 0, "too-long")
    attributes = dict(_attribute(part) for part in rest)
    return Cookie(
        name=name,
        secure="secure" in attributes,
        http_only="httponly" in attributes,
        same_site=_SAME_SITE.get(attributes.get("samesite", "").lower(), ""),
        is_removal=not content or _ends_at_once(attributes.get("max-age", "")),
    )


def _attribute(part: str) -> tuple[str, str]:
    name, _, content = part.partition("=")
    content = content.strip(" \t")
    # A value that is too long takes its attribute with it.
    return ("" if len(content) > _MAX_ATTRIBUTE else name.strip(" \t").lower()), content


def _ends_at_once(max_age: str) -> bool:
    return re.fullmatch(r"0+|-[0-9]+", max_age) is not None
