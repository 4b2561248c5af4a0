"""The address records of a company's site: where the domain itself and www live."""

from typing import NamedTuple

from lab import addresses
from lab.addresses import Pair
from lab.table import Company, MailHost

_NOWHERE = Pair(None, None)


class Site(NamedTuple):
    """The addresses of the domain and of www. `alias` says that www is a CNAME of the domain."""

    apex: Pair
    www: Pair
    alias: bool = False


def site(company: Company) -> Site:
    """Where the two web hosts of a company live."""
    own = server(company)
    match company.settings.hosts:
        case "www-alias":
            return Site(own, own, alias=True)
        case "no-www":
            return Site(own, _NOWHERE)
        case "no-apex":
            return Site(_NOWHERE, own)
        case "www-no-https":
            return Site(own, addresses.NO_PORT_443)
        case "no-ipv6":
            both = own._replace(ipv6=None)
        case "dead-ipv6":
            both = own._replace(ipv6=addresses.SILENT.ipv6)
        case "half-ipv6":
            both = own._replace(ipv6=addresses.NO_PORT_80.ipv6)
        case "no-roa":
            both = own._replace(ipv4=addresses.orderly(addresses.NO_ROA, 1).ipv4)
        case "hijacked":
            both = own._replace(ipv4=addresses.orderly(addresses.HIJACKED, 1).ipv4)
        case "private":
            both = Pair("10.0.0.1", None)
        case "mapped":  # RFC 4291, section 2.5.5.2
            both = Pair(None, "::ffff:10.0.0.1")
        case "nat64":  # RFC 6052: the well-known prefix before 127.0.0.1
            both = Pair(None, "64:ff9b::7f00:1")
        case "mixed":
            both = own._replace(ipv6="fd00::1")
        case _:
            both = own
    return Site(both, both)


def server(company: Company) -> Pair:
    """The address of the server that knows this company's site."""
    settings = company.settings
    if settings.fault != "none":
        return addresses.FAULTS[settings.fault]
    if settings.tls == "legacy":
        return addresses.LEGACY_TLS
    if settings.tls == "no-https":
        return addresses.NO_PORT_443
    if settings.tls in addresses.TLS_PROFILES:
        return addresses.TLS_PROFILES[settings.tls]
    if settings.plain_http == "closed":
        return addresses.NO_PORT_80
    return policy_server(company)


def policy_server(company: Company) -> Pair:
    """The address of `mta-sts`: always nginx, whatever serves the site."""
    if company.settings.hosts == "global":
        return addresses.public(1)
    return addresses.company(company.index)


def mail_server(host: MailHost) -> Pair:
    """The published addresses of a mail host."""
    pair = _mail_pair(host)
    return pair._replace(ipv6=None) if host.ipv6 == "no" else pair


def _mail_pair(host: MailHost) -> Pair:
    if host.addresses == "global":
        return addresses.public(250)
    if host.addresses in ("no-roa", "hijacked"):
        group = addresses.NO_ROA if host.addresses == "no-roa" else addresses.HIJACKED
        return addresses.orderly(2, host.number)._replace(ipv4=addresses.orderly(group, host.number).ipv4)
    if host.server == "silent":
        return addresses.SILENT
    if host.server == "loopback":
        return Pair("127.0.0.1", None)
    # A port where nobody listens refuses, so a closed host is an orderly one without a server.
    if host.server in ("postfix", "closed"):
        return addresses.orderly(2, host.number)
    return addresses.odd(2, host.number)


def mail_listeners(host: MailHost) -> list[str]:
    """The addresses at which a server listens for this host."""
    if host.server in ("closed", "silent", "loopback"):
        return []
    pair = mail_server(host)
    listening = (pair.ipv4, None if host.ipv6 == "refused" else pair.ipv6)
    return [address for address in listening if address]
