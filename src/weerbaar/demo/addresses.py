"""Where the companies live: addresses reserved for benchmarks (RFC 2544) and documentation (RFC 3849).

No packet is ever sent to them. The doors lead each connection to loopback, after the address guard has allowed it.
"""

import ipaddress

from weerbaar.demo.companies import Company

IPV4_RANGE = ipaddress.IPv4Network("198.18.254.0/24")
IPV6_RANGE = ipaddress.IPv6Network("2001:db8:de30::/48")
_MAIL_OFFSET = 100
_NAME_SERVER_OFFSET = 200


def web_addresses(company: Company) -> tuple[str, ...]:
    """IPv4 first, then IPv6 where the company has it."""
    return _addresses(company.number, company.setup.ipv6)


def mail_addresses(company: Company) -> tuple[str, ...]:
    """The same for the mail server."""
    return _addresses(_MAIL_OFFSET + company.number, company.setup.ipv6)


def name_server_addresses(index: int) -> tuple[str, ...]:
    """The supplier's name server with this number. They exist on paper: all questions go to the demonstration resolver."""
    return _addresses(_NAME_SERVER_OFFSET + index, ipv6=True)


def _addresses(offset: int, ipv6: bool) -> tuple[str, ...]:
    found = (str(IPV4_RANGE[offset]),)
    return (*found, str(IPV6_RANGE[offset])) if ipv6 else found
