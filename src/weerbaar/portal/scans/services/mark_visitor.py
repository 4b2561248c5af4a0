"""Turns the address of a visitor into a mark that counts for a day and can never be turned back."""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import datetime

from weerbaar.portal.core.actors import Visitor
from weerbaar.portal.scans.models import DailySalt


def mark_visitor(visitor: Visitor, now: datetime) -> str:
    """The mark of this visitor today. Tomorrow it is another, so counts start anew at midnight UTC: a known, small price."""
    row, _ = DailySalt.objects.get_or_create(day=now.date(), defaults={"salt": secrets.token_bytes(32)})
    return hmac.new(bytes(row.salt), _network(visitor.address).encode(), hashlib.sha256).hexdigest()


def _network(address: str) -> str:
    """An IPv4 address itself; of IPv6 the /64, since one household has all of it (RFC 6177, section 2)."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
