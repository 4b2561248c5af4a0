"""The page that a visitor of the domain gets over https: what the checks of headers judge."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from weerbaar.scanner.checks.web.hosts import WebHost, host_of, is_https, web_hosts
from weerbaar.scanner.facts.http import Hop, Visit, is_redirect
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.domain_name import DomainName

# Statuses by which a server sends visitors away for now (RFC 6585, section 4; RFC 9110, section 15.6.4).
_COME_BACK_LATER = (429, 503)


@dataclass(frozen=True, slots=True)
class Page:
    """`answer` is what is judged; `way` all answers of the domain over https that led to it, itself included."""

    answer: Hop
    way: tuple[Hop, ...]

    def values(self, name: str) -> tuple[str, ...]:
        """The values of one header of the page."""
        return self.answer.values(name)


def page(sheet: FactSheet) -> Page | Unobserved | None:
    """The page of the domain itself, else that of www; None when the domain has no website over https.

    A domain that leads to another one is judged by its own first answer: the rest is somebody else's site.
    """
    hosts = web_hosts(sheet)
    if isinstance(hosts, Unobserved):
        return hosts
    missed: Unobserved | None = None
    for host in hosts:
        if host.https is False:
            continue
        found = host.https if isinstance(host.https, Unobserved) else _page_of(host, sheet.target)
        if isinstance(found, Page):
            return found
        missed = missed or found
    if missed is None and hosts and not any(host.lacks_https for host in hosts):
        # Nothing listens on either port: an address, but no website that we could see.
        return Unobserved(Reason.REFUSED, f"GET https://{hosts[0].name}/")
    return missed


def trouble_of(answer: Hop) -> Unobserved | None:
    """Why an answer tells nothing of the site: the server is in trouble, or sends us away for now."""
    if answer.status in _COME_BACK_LATER:
        return Unobserved(Reason.BUSY, f"GET {answer.url}")
    if answer.status >= 500:
        return Unobserved(Reason.PROTOCOL_ERROR, f"GET {answer.url}")
    return None


def _page_of(host: WebHost, target: str) -> Page | Unobserved:
    way = tuple(_own(host.secure.hops, target))
    if not way:  # the first answer came from elsewhere, which no visit does
        return Unobserved(Reason.PROTOCOL_ERROR, f"GET {host.secure.start}")
    if _leaves(host.secure, way, target):
        return trouble_of(way[0]) or Page(way[0], way[:1])
    if host.secure.failure is not None:
        return host.secure.failure
    if is_redirect(way[-1]):  # round and round: the page never comes
        return Unobserved(Reason.PROTOCOL_ERROR, f"GET {way[-1].url}")
    return trouble_of(way[-1]) or Page(way[-1], way)


def _own(hops: Iterable[Hop], target: str) -> Iterable[Hop]:
    return takewhile(lambda hop: is_https(hop.url) and is_own(hop.url, target), hops)


def _leaves(visit: Visit, way: tuple[Hop, ...], target: str) -> bool:
    """Whether the walk left the domain, or https."""
    if len(way) < len(visit.hops):
        return True
    return bool(visit.failed_url) and not (is_https(visit.failed_url) and is_own(visit.failed_url, target))


def is_own(url: str, target: str) -> bool:
    """Whether the URL belongs to the same registrable domain as the target."""
    host = host_of(url)
    return bool(host) and DomainName(host).registrable == DomainName(target).registrable
