"""Where a walk that starts without encryption leads."""

import ipaddress
from urllib.parse import urldefrag, urljoin, urlsplit

from weerbaar.scanner.checks.web.hosts import host_of, is_https
from weerbaar.scanner.checks.web.pages import trouble_of
from weerbaar.scanner.facts.http import Hop, Visit, is_redirect
from weerbaar.scanner.facts.observation import Reason, Unobserved

# As many steps as we call reasonable. Browsers give up after about twenty.
MAX_REDIRECTS = 5
# Where we follow a site. A walk that is stopped at another port was stopped by us, and says nothing of the address.
_ORDINARY_PORTS = (80, 443, 8080, 8443)


def judge_walk(visit: Visit) -> str | Unobserved:
    """The outcome of `web.https-redirect` for one walk from `http://host/`, the worst fault first."""
    failure = visit.failure
    if not visit.hops:
        failure = failure or Unobserved(Reason.PROTOCOL_ERROR)
        return "no-plain-http" if failure.reason is Reason.REFUSED else failure
    if failure is not None and failure.reason is Reason.ADDRESS_NOT_ALLOWED and leads_inside(visit.failed_url):
        return "not-allowed-address"
    if is_loop(visit):
        return "loop"
    first, last = visit.hops[0], visit.hops[-1]
    if not is_redirect(first):
        return trouble_of(first) or "missing"
    if visit.final is not None and not is_https(visit.final.url):
        return trouble_of(visit.final) or "missing"
    redirects = sum(map(is_redirect, visit.hops))
    if redirects > MAX_REDIRECTS or (failure is None and is_redirect(last)):
        return "too-long"
    if is_direct(visit):
        return "redirects"  # whatever happens behind the first step: that is encrypted
    return failure or "not-direct"


def is_direct(visit: Visit) -> bool:
    """Whether the first step leads to https on the very same host."""
    target = target_of(visit.hops[0])
    return is_https(target) and host_of(target) == host_of(visit.hops[0].url)


def is_loop(visit: Visit) -> bool:
    """Whether the last answer leads to a place where the walk has been."""
    if visit.failure is not None or not visit.hops or not is_redirect(visit.hops[-1]):
        return False
    return target_of(visit.hops[-1]) in {_without_fragment(hop.url) for hop in visit.hops}


def target_of(hop: Hop) -> str:
    """Where a redirect leads, without fragment; empty when that is no URL."""
    try:
        return _without_fragment(urljoin(hop.url, hop.values("location")[0].strip()))
    except (ValueError, IndexError):
        return ""


def leads_inside(url: str) -> bool:
    """Whether a URL that the guard refused leads to an address that is not public, rather than to an odd port."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return False
    try:
        return not ipaddress.ip_address(parts.hostname or "").is_global
    except ValueError:  # a name: then the address behind it was refused
        return port in _ORDINARY_PORTS


def _without_fragment(url: str) -> str:
    try:
        return urldefrag(url).url
    except ValueError:
        return url
