"""What an ordinary visitor of the website meets, without and with the padlock, and what the page refers to."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from weerbaar.scanner.facts.dns import HostAddresses
from weerbaar.scanner.facts.http import (
    PLAIN_VISITS,
    SECURE_VISITS,
    STRANGERS_VISIT,
    TWIN_PAGES,
    Hop,
    StrangersVisit,
    TwinPage,
    Visit,
)
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.page import PAGES, Page
from weerbaar.scanner.parsers.page import parse
from weerbaar.scanner.parsers.products import page_marks
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.probes.web_addresses import published, web_addresses
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (PLAIN_VISITS, SECURE_VISITS, PAGES, STRANGERS_VISIT, TWIN_PAGES)
STAGE = Stage.WEBSITE
INTRUSIVENESS = Intrusiveness.PASSIVE
# As much of a page as is read of any answer.
_PAGE_BYTES = 256 * 1024
_HTML = ("text/html", "application/xhtml+xml")
# A site that nobody has and nobody trusts (RFC 6761, section 6.4).
_STRANGER = "https://stranger.invalid"
_CLOSED = (Reason.TIMEOUT, Reason.REFUSED, Reason.UNREACHABLE, Reason.RESET)


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Walk from http and from https at each host that has an address. The pages are those of the walks, fetched once."""
    addresses = await web_addresses(target, doors)
    hosts = [host.host for host in addresses if published(host)]
    # Where these walks come to https, they bring along what a stranger would: no connection more is needed for it.
    plain = asyncio.gather(*(doors.http.visit(f"http://{host}/", origin=_STRANGER) for host in hosts))
    secure = await asyncio.gather(*(doors.http.visit(f"https://{host}/", keep_body=_PAGE_BYTES) for host in hosts))
    source = f"GET {', '.join(f'https://{host}/' for host in hosts) or 'https'}"
    record(PAGES, Observed(tuple(_pages(secure, target)), doors.clock.now(), source))
    record(SECURE_VISITS, Observed(tuple(map(_without_text, secure)), doors.clock.now(), source))
    source = f"GET {', '.join(f'http://{host}/' for host in hosts) or 'http'}"
    record(PLAIN_VISITS, Observed(tuple(await plain), doors.clock.now(), source))
    record(STRANGERS_VISIT, await _strangers_visit(secure, await plain, target, doors))
    record(TWIN_PAGES, await _twin_pages(addresses, secure, doors))


async def _twin_pages(
    addresses: Sequence[HostAddresses], secure: Iterable[Visit], doors: Doors
) -> Observation[tuple[TwinPage, ...]]:
    """The first answer of one host asked once more, over IPv6: browsers take whichever is quicker (RFC 8305)."""
    dual = {host.host for host in addresses if _has(host.ipv4) and _has(host.ipv6)}
    firsts = (visit.hops[0] for visit in secure if visit.hops)
    first = next((hop for hop in firsts if _host_of(hop) in dual and ":" not in hop.address), None)
    source = f"GET {first.url} over IPv6" if first else "GET over IPv6"
    if first is None:
        families = (family for host in addresses for family in (host.ipv4, host.ipv6))
        missed = next((family for family in families if isinstance(family, Unobserved)), None)
        return missed or Observed((), doors.clock.now(), source)
    visit = await doors.http.visit(first.url, keep_body=_PAGE_BYTES, follow=False, families=("AAAA",))
    if visit.failure is not None and visit.failure.reason is not Reason.TLS_FAILED:
        # Who takes no connection at all is told of by ipv6.web; what lies with us tells nothing.
        closed = visit.failure.reason in _CLOSED
        return Observed((), doors.clock.now(), source) if closed else visit.failure
    other = visit.hops[0] if visit.hops else None
    return Observed((_twin(first, other),), doors.clock.now(), source)


def _twin(first: Hop, other: Hop | None) -> TwinPage:
    if other is None:
        return TwinPage(first.url, first.status, 0, _place(first), "", 0.0)
    likeness = 1.0 if first.body == other.body else _likeness(set(first.body.split()), set(other.body.split()))
    return TwinPage(first.url, first.status, other.status, _place(first), _place(other), round(likeness, 3))


def _likeness(ours: set[str], theirs: set[str]) -> float:
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0


def _has(records: Observation[tuple[str, ...]]) -> bool:
    return isinstance(records, Observed) and bool(records.value)


def _place(hop: Hop) -> str:
    return next(iter(hop.values("location")), "")


def _host_of(hop: Hop) -> str:
    return hop.url.partition("://")[2].partition("/")[0].partition(":")[0].lower()


async def _strangers_visit(
    secure: Iterable[Visit], plain: Iterable[Visit], target: DomainName, doors: Doors
) -> Observation[StrangersVisit]:
    """The domain's answers over https on the plain walks; the page is asked once more where these did not come to it."""
    seen = {hop.url: hop for visit in plain for hop in visit.hops if _is_secure(hop) and _is_own(hop, target)}
    pages = [[hop.url for hop in visit.hops if _is_secure(hop) and _is_own(hop, target)] for visit in secure]
    wanted = next((urls[-1] for urls in pages if urls), None)
    source = f"GET {wanted or f'https://{target}/'} as {_STRANGER}"
    if wanted is not None and wanted not in seen:
        visit = await doors.http.visit(wanted, follow=False, origin=_STRANGER)
        if visit.failure is not None:
            return visit.failure
        seen[wanted] = visit.hops[0]
    return Observed(StrangersVisit(_STRANGER, tuple(seen.values())), doors.clock.now(), source)


def _is_secure(hop: Hop) -> bool:
    return hop.url.lower().startswith("https:")


def _pages(visits: Iterable[Visit], target: DomainName) -> Iterator[Page]:
    """What the pages refer to that these walks ended at, each place once."""
    finals = {visit.final.url: visit.final for visit in visits if visit.final is not None}
    for hop in finals.values():
        if _is_html(hop) and _is_own(hop, target):
            page = parse(hop.body, hop.url, page_marks())
            if isinstance(page, Page):
                yield replace(page, is_whole=page.is_whole and not hop.truncated)


def _is_html(hop: Hop) -> bool:
    """Whether a browser would show it as a page: by its type, or for want of one by its looks."""
    kind = next(iter(hop.values("content-type")), "").partition(";")[0].strip().lower()
    return kind in _HTML or (not kind and "<html" in hop.body[:1024].lower())


def _is_own(hop: Hop, target: DomainName) -> bool:
    return f".{_host_of(hop)}".endswith(f".{target.registrable.ascii}")


def _without_text(visit: Visit) -> Visit:
    return replace(visit, hops=tuple(replace(hop, body="") for hop in visit.hops))
