"""Where a walk that starts without encryption leads."""

from urllib.parse import urldefrag, urljoin

from weerbaar.scanner.checks.web.hosts import host_of
from weerbaar.scanner.checks.web.pages import trouble_of
from weerbaar.scanner.facts.http import Hop, Visit, is_redirect
from weerbaar.scanner.facts.observation import Reason, Unobserved

# As many steps as we call reasonable. Browsers give up after about twenty.
MAX_REDIRECTS = 5


def judge_walk(visit: Visit) -> str | Unobserved:
    """The outcome of `web.https-redirect` for one walk from `http://host/`, the worst fault first."""
    failure = visit.failure
    if not visit.hops:
        failure = failure or Unobserved(Reason.PROTOCOL_ERROR)
        return "no-plain-http" if failure.reason is Reason.REFUSED else failure
    if failure is not None and failure.reason is Reason.ADDRESS_NOT_ALLOWED:
        return "not-allowed-address"
    if is_loop(visit):
        return "loop"
    first, last = visit.hops[0], visit.hops[-1]
    if not is_redirect(first):
        return trouble_of(first) or "missing"
    if visit.final is not None and not visit.final.url.startswith("https://"):
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
    return target.startswith("https://") and host_of(target) == host_of(visit.hops[0].url)


def is_loop(visit: Visit) -> bool:
    """Whether the last answer leads to a place where the walk has been."""
    if visit.failure is not None or not visit.hops or not is_redirect(visit.hops[-1]):
        return False
    return target_of(visit.hops[-1]) in {_without_fragment(hop.url) for hop in visit.hops}


def target_of(hop: Hop) -> str:
    """Where a redirect leads, with its scheme in lower case; empty when that is no URL."""
    try:
        target = urljoin(hop.url, hop.values("location")[0].strip())
    except (ValueError, IndexError):
        return ""
    scheme, separator, rest = target.partition("://")
    return _without_fragment(f"{scheme.lower()}{separator}{rest}" if separator else target)


def _without_fragment(url: str) -> str:
    try:
        return urldefrag(url).url
    except ValueError:
        return url
