"""Looks which pages of devices answer at the addresses that the owner agreed to. Nobody signs in; no form is sent."""

import asyncio
import tomllib
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from weerbaar.scanner.facts.exposure import DEVICE_PAGES, DevicePage
from weerbaar.scanner.facts.http import Hop, is_redirect
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.open_services import CONNECT_S, agreed_addresses
from weerbaar.scanner.probes.probe import Record, Stage
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PROVIDES = (DEVICE_PAGES,)
STAGE = Stage.CONNECTION
INTRUSIVENESS = Intrusiveness.ACTIVE
# A sign-in page says in its first lines what it is.
_KEPT_BYTES = 8192
_MOST_REDIRECTS = 2


async def run(target: DomainName, doors: Doors, record: Record) -> None:
    """Ask every listed port of every agreed address of the target for its page."""
    addresses = await agreed_addresses(target, doors)
    if isinstance(addresses, Unobserved):
        record(DEVICE_PAGES, addresses)
        return
    looks = [_look(address, port, schemes, doors) for address in addresses for port, schemes in ports().items()]
    pages = await asyncio.gather(*looks)
    source = f"pages of {', '.join(addresses) or 'no agreed address'}"
    record(DEVICE_PAGES, Observed(tuple(pages), doors.clock.now(), source))


@lru_cache(maxsize=1)
def ports() -> dict[int, tuple[str, ...]]:
    """The list of `device_pages.toml`: for each port the schemes to try, in this order."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["port"]
    return {row["number"]: tuple(row["schemes"]) for row in rows}


async def _look(address: str, port: int, schemes: tuple[str, ...], doors: Doors) -> DevicePage:
    # A firewall that drops everything would keep a visitor waiting for longer than a scan has.
    stream = await doors.dialer.connect(address, port, timeout_s=CONNECT_S)
    if isinstance(stream, Unobserved):
        return DevicePage(address, port, stream)
    await doors.dialer.close(stream)
    missed = Unobserved(Reason.NOT_LOOKED)
    for scheme in schemes:
        seen = await _page(scheme, address, port, doors)
        if not isinstance(seen, Unobserved):
            return DevicePage(address, port, Observed(seen, doors.clock.now(), f"GET {seen.url}"))
        missed = seen
    return DevicePage(address, port, missed)


async def _page(scheme: str, address: str, port: int, doors: Doors) -> Hop | Unobserved:
    """The page, after redirects that stay at this port of this address: what lies elsewhere nobody agreed to."""
    host = f"[{address}]" if ":" in address else address
    url = f"{scheme}://{host}:{port}/"
    for _ in range(_MOST_REDIRECTS + 1):
        visit = await doors.http.visit(url, keep_body=_KEPT_BYTES, follow=False, ports=(port,))
        if not visit.hops:
            return visit.failure or Unobserved(Reason.PROTOCOL_ERROR, f"GET {url}")
        hop = visit.hops[-1]
        further = _further(hop)
        if not further or further == url:
            return hop
        url = further
    return hop


def _further(hop: Hop) -> str:
    """Where a redirect leads, when that is at the same scheme, address and port; else nothing."""
    if not is_redirect(hop):
        return ""
    try:
        url = urljoin(hop.url, hop.values("location")[0])
        return url if urlsplit(url)[:2] == urlsplit(hop.url)[:2] else ""
    except ValueError:
        return ""
