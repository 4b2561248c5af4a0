"""Permissions-Policy (W3C, sections "Structured header serialization" and "Permissions-Policy HTTP Header Field")."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from weerbaar.scanner.parsers import structured_fields
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.structured_fields import STRING, TOKEN, Item, Member

EVERYBODY = "*"
# What touches a visitor's devices, place or money. Source: the W3C list of policy-controlled features (features.md of
# webappsec-permissions-policy, read 2026-11-24), and the names that browsers added or changed since (general knowledge).
POWERFUL = frozenset(
    {
        *("accelerometer", "ambient-light-sensor", "bluetooth", "camera", "clipboard-read", "display-capture"),
        *("geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts"),
        *("magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial"),
        *("speaker-selection", "usb", "window-management", "xr-spatial-tracking"),
    }
)


@dataclass(frozen=True, slots=True)
class PermissionsPolicy:
    """Who may use each feature: `self`, origins and `*`; an empty list says nobody."""

    allowed: Mapping[str, tuple[str, ...]]

    @property
    def limited(self) -> tuple[str, ...]:
        """The powerful features that some site is kept from, in the order of the header."""
        return tuple(name for name in self.allowed if name in POWERFUL and EVERYBODY not in self.allowed[name])

    @property
    def given_away(self) -> tuple[str, ...]:
        """The powerful features that every site in a frame gets."""
        return tuple(name for name in self.allowed if name in POWERFUL and EVERYBODY in self.allowed[name])


def parse(values: Iterable[str]) -> PermissionsPolicy | Malformed | None:
    """The policy of all headers together; None without a header. A browser ignores a malformed one as a whole."""
    values = tuple(values)
    if not values:
        return None
    members = structured_fields.parse_dictionary(values)
    if isinstance(members, Malformed):
        return members
    found = {name: _allowed(member) for name, member in members.items()}
    return PermissionsPolicy({name: allowed for name, allowed in found.items() if allowed is not None})


def _allowed(member: Member) -> tuple[str, ...] | None:
    """The list of a feature; None when a browser passes over it. Inside brackets only what it does not know is passed over."""
    if isinstance(member, Item):
        return (member.value,) if _counts(member) else None
    return tuple(item.value for item in member if _counts(item))


def _counts(item: Item) -> bool:
    return item.kind is STRING or (item.kind is TOKEN and item.value in ("self", EVERYBODY))
