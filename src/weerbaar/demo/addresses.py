"""Where the companies live: addresses reserved for benchmarks (RFC 2544) and documentation (RFC 3849).

No packet is ever sent to them. The doors lead each connection to loopback, after the address guard has allowed it.
"""

import ipaddress

from weerbaar.demo.companies import Company

IPV4_RANGE = ipaddress.IPv4Network("198.18.254.0/23")
IPV6_RANGE = ipaddress.IPv6Network("2001:db8:de30::/47")
_IPV4_NETWORKS = tuple(IPV4_RANGE.subnets(new_prefix=24))
_IPV6_NETWORKS = tuple(IPV6_RANGE.subnets(new_prefix=48))
_MAIL_OFFSET = 100
_NAME_SERVER_OFFSET = 200


def web_addresses(company: Company) -> tuple[str, ...]:
    """IPv4 first, then IPv6 where the company has it."""
    return _addresses(company.number, ipv6=company.setup.ipv6)


def mail_addresses(company: Company) -> tuple[str, ...]:
    """The same for the mail server."""
    return _addresses(_MAIL_OFFSET + company.number, ipv6=company.setup.ipv6)


def name_server_addresses(number: int) -> tuple[str, ...]:
    """The name server with this number; two in a row stand in different networks."""
    return _addresses(_NAME_SERVER_OFFSET + number, ipv6=True, network=number % 2)


def _addresses(offset: int, *, ipv6: bool, network: int = 0) -> tuple[str, ...]:
    found = (str(_IPV4_NETWORKS[network][offset]),)
    return (*found, str(_IPV6_NETWORKS[network][offset])) if ipv6 else found
