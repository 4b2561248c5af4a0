"""The routes of the lab and their authorisations, as the files that an operator of the scanner keeps.

AS64496 to AS64511 are set aside for examples (RFC 5398). Almost every route is authorised; 198.18.64.0/18 has no
authorisation, and 198.18.96.0/24 is announced by another network than its owner named.
"""

import json
from datetime import datetime
from typing import NamedTuple

_PEERS = 300


class Announcement(NamedTuple):
    """A route and who announces it; `owner` is whom its authorisation names, None when there is none."""

    prefix: str
    origin: int
    owner: int | None


ANNOUNCEMENTS = (
    Announcement("198.18.0.0/18", 64500, 64500),
    Announcement("198.18.3.0/24", 64501, 64501),
    Announcement("198.18.64.0/18", 64504, None),
    Announcement("198.18.96.0/24", 64511, 64500),
    Announcement("198.18.128.0/17", 64503, 64503),
    Announcement("198.19.0.0/16", 64502, 64502),
    Announcement("198.19.3.0/24", 64503, 64503),
    Announcement("192.31.196.0/24", 64500, 64500),
    Announcement("192.175.48.0/24", 64501, 64501),
    Announcement("2001:db8::/32", 64500, 64500),
    Announcement("2001:db8:3::/48", 64501, 64501),
    Announcement("2001:db8:100::/40", 64502, 64502),
    Announcement("2001:db8:103::/48", 64503, 64503),
    Announcement("2001:db8:f00::/48", 64503, 64503),
    Announcement("2d00::/48", 64500, 64500),
    Announcement("2d00:1::/48", 64501, 64501),
)


def dump(version: int) -> str:
    """The routes of one family in the form of RIPE NCC's dump."""
    lines = [f"{one.origin}\t{one.prefix}\t{_PEERS}" for one in ANNOUNCEMENTS if _version(one.prefix) == version]
    return "\n".join(["% routes of the lab", *lines, ""])


def authorisations(now: datetime) -> str:
    """The validated payloads in the form of an RPKI validator's JSON."""
    roas = [
        {"asn": f"AS{one.owner}", "prefix": one.prefix, "maxLength": _longest(one.prefix), "ta": "lab"}
        for one in ANNOUNCEMENTS
        if one.owner is not None
    ]
    return json.dumps({"metadata": {"buildtime": f"{now:%Y-%m-%dT%H:%M:%SZ}"}, "roas": roas}, indent=1)


def _version(prefix: str) -> int:
    return 6 if ":" in prefix else 4


def _longest(prefix: str) -> int:
    """What networks announce at most: a /24 or a /48."""
    return 48 if _version(prefix) == 6 else 24
