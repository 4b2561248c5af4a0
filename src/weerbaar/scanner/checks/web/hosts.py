"""The two hosts that a visitor tries, the domain and www, and whether each answers over https."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from weerbaar.scanner.facts.dns import HostAddresses
from weerbaar.scanner.facts.http import PLAIN_VISITS, SECURE_VISITS, WEB_ADDRESSES, Visit
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName

# What `web_hosts` reads, and so what every check that uses it needs.
NEEDS = (WEB_ADDRESSES, PLAIN_VISITS, SECURE_VISITS, WEB_ENDPOINTS)


@dataclass(frozen=True, slots=True)
class WebHost:
    """One host that has an address, and the walks from `http://host/` and `https://host/`.

    `https` is True when it answers over https, False when port 443 is closed, else why we do not know.
    """

    name: str
    plain: Visit
    secure: Visit
    https: bool | Unobserved

    @property
    def lacks_https(self) -> bool:
        """Whether there is a site on port 80 and none on port 443."""
        return self.https is False and bool(self.plain.hops)


def web_hosts(sheet: FactSheet) -> tuple[WebHost, ...] | Unobserved:
    """The hosts with an address, the domain itself first; empty when there is no website.

    A host whose addresses could not be looked up is left out when the other one has an address.
    """
    addresses, plain, secure = sheet[WEB_ADDRESSES], sheet[PLAIN_VISITS], sheet[SECURE_VISITS]
    for fact in (addresses, plain, secure):
        if isinstance(fact, Unobserved):
            return fact
    assert isinstance(addresses, Observed) and isinstance(plain, Observed) and isinstance(secure, Observed)
    found, missed = [], None
    for host in addresses.value:
        published = has_address(host)
        if isinstance(published, Unobserved):
            missed = missed or published
        elif published:
            visits = _visit(host.host, plain.value), _visit(host.host, secure.value)
            found.append(WebHost(host.host, *visits, _https(*visits, _completed_handshake(host.host, sheet))))
    return missed if missed and not found else tuple(found)


def has_address(host: HostAddresses) -> bool | Unobserved:
    """Whether the host publishes an address of either family."""
    families = (host.ipv4, host.ipv6)
    if any(isinstance(family, Observed) and family.value for family in families):
        return True
    return next((family for family in families if isinstance(family, Unobserved)), False)


# Twenty checks ask for the same few addresses of a scan; reading a name takes most of their time.
@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """The host in a URL as a name in ASCII, or as an address; empty when it has none."""
    try:
        host = urlsplit(url).hostname or ""
        return DomainName.parse(host).ascii
    except InvalidDomainName:
        return host.rstrip(".")
    except ValueError:
        return ""


def is_https(url: str) -> bool:
    """Whether the URL asks for an encrypted connection; the case of a scheme does not matter (RFC 3986, section 3.1)."""
    return url.lower().startswith("https://")


def _visit(host: str, visits: tuple[Visit, ...]) -> Visit:
    nobody_went = Visit("", (), Unobserved(Reason.NOT_LOOKED))
    return next((visit for visit in visits if host_of(visit.start) == host), nobody_went)


def _https(plain: Visit, secure: Visit, completed_handshake: bool) -> bool | Unobserved:
    if secure.hops:
        return True
    failure = secure.failure or Unobserved(Reason.PROTOCOL_ERROR)
    if failure.reason is Reason.REFUSED:
        return False
    # A port that breaks every connection off is as good as closed. One that greets first is not, it is in trouble.
    if failure.reason is Reason.RESET and plain.hops and not completed_handshake:
        return False
    return failure


def _completed_handshake(host: str, sheet: FactSheet) -> bool:
    endpoints = sheet[WEB_ENDPOINTS]
    if isinstance(endpoints, Unobserved):
        return True  # not known, so the port is given the benefit of the doubt
    return any(endpoint.host == host and isinstance(endpoint.session, Observed) for endpoint in endpoints.value)
