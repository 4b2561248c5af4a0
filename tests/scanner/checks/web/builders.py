"""Small makers of what visitors of a website meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from weerbaar.scanner.facts.dns import HostAddresses
from weerbaar.scanner.facts.http import (
    PLAIN_VISITS,
    SECURE_VISITS,
    SECURITY_TXT,
    STRANGERS_VISIT,
    WEB_ADDRESSES,
    Hop,
    StrangersVisit,
    Visit,
)
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS, TlsEndpoint, TlsSession

DOMAIN = "bakkerij.example"
WWW = f"www.{DOMAIN}"
NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
ADDRESS = "198.18.0.1"
ONE_ADDRESS = Observed((ADDRESS,), NOW)
NO_ADDRESS: Observed[tuple[str, ...]] = Observed((), NOW)
Headers = Mapping[str, str | tuple[str, ...]]

GOOD_HEADERS: Headers = {
    "content-type": "text/html; charset=utf-8",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "content-security-policy": "default-src 'self'; frame-ancestors 'none'",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "set-cookie": "PHPSESSID=1; Secure; HttpOnly; SameSite=Lax",
}


def failed(reason: Reason) -> Unobserved:
    """A reason with a source, as doors give it."""
    return Unobserved(reason, f"TCP [{ADDRESS}]:443")


def answer(url: str, status: int = 200, headers: Headers | None = None, body: str = "", truncated: bool = False) -> Hop:
    """One answer; a header with several values is sent several times."""
    pairs = []
    for name, values in (headers or {}).items():
        pairs += [(name, value) for value in ((values,) if isinstance(values, str) else values)]
    return Hop(url, ADDRESS, status, tuple(pairs), body, truncated, url.startswith("https:") or None)


def redirect(url: str, target: str, status: int = 301, headers: Headers | None = None) -> Hop:
    """An answer that sends the visitor on."""
    return answer(url, status, {**(headers or {}), "location": target})


def walk(*hops: Hop, failure: Unobserved | None = None, failed_url: str = "") -> Visit:
    """A visit that met these answers."""
    return Visit(hops[0].url, hops, failure, failed_url)


def no_answer(url: str, reason: Reason) -> Visit:
    """A visit that met nobody."""
    return Visit(url, (), failed(reason), url)


def page(host: str = DOMAIN, headers: Headers = GOOD_HEADERS, status: int = 200) -> Visit:
    """A visit that got the page at once."""
    return walk(answer(f"https://{host}/", status, headers))


def to_https(host: str = DOMAIN) -> Visit:
    """A plain visit that is led to https and gets the page there."""
    return walk(redirect(f"http://{host}/", f"https://{host}/"), answer(f"https://{host}/", 200, GOOD_HEADERS))


@dataclass(frozen=True)
class Host:
    """One host of the website; without addresses nobody visits it. `handshake` tells whether TLS got that far."""

    name: str = DOMAIN
    plain: Visit | None = None
    secure: Visit | None = None
    ipv4: Observation[tuple[str, ...]] = ONE_ADDRESS
    ipv6: Observation[tuple[str, ...]] = NO_ADDRESS
    handshake: bool = True

    @property
    def visits(self) -> tuple[Visit, Visit]:
        """The plain and the secure visit; a good one where none was given."""
        return self.plain or to_https(self.name), self.secure or page(self.name)


def nowhere(name: str) -> Host:
    """A host without any address."""
    return Host(name, ipv4=NO_ADDRESS)


def closed_443(name: str = DOMAIN, reason: Reason = Reason.REFUSED) -> Host:
    """A host with a site on port 80 only."""
    plain = walk(answer(f"http://{name}/"))
    return Host(name, plain, no_answer(f"https://{name}/", reason), handshake=False)


def out_of_order(name: str, reason: Reason) -> Host:
    """A host whose two ports fail in the same way."""
    return Host(name, no_answer(f"http://{name}/", reason), no_answer(f"https://{name}/", reason), handshake=False)


def site(apex: Host | None = None, www: Host | None = None, security_txt: tuple[Visit, ...] | None = None) -> FactSheet:
    """A sheet that knows the website; by default both hosts are good."""
    hosts = (apex or Host(), www or Host(WWW))
    visited = [host for host in hosts if not (isinstance(host.ipv4, Observed) and not host.ipv4.value)]
    sheet = FactSheet(DOMAIN)
    sheet.record(WEB_ADDRESSES, Observed(tuple(HostAddresses(h.name, h.ipv4, h.ipv6) for h in hosts), NOW))
    sheet.record(PLAIN_VISITS, Observed(tuple(host.visits[0] for host in visited), NOW))
    sheet.record(SECURE_VISITS, Observed(tuple(host.visits[1] for host in visited), NOW))
    sheet.record(WEB_ENDPOINTS, Observed(tuple(_endpoint(host) for host in visited), NOW))
    if security_txt is not None:
        sheet.record(SECURITY_TXT, Observed(security_txt, NOW))
    return sheet


def page_with(**changes: str | tuple[str, ...] | None) -> FactSheet:
    """A good site whose page has these headers differently: `x_frame_options="DENY"`, None to leave one out."""
    named = {name.replace("_", "-"): value for name, value in changes.items()}
    headers = {name: value for name, value in {**GOOD_HEADERS, **named}.items() if value is not None}
    return site(Host(secure=page(headers=headers)))


def led_away(target: str = "https://moeder.example/") -> FactSheet:
    """A domain that leads its visitors to another one, which has every header; it has none itself."""
    return site(Host(secure=walk(redirect(f"https://{DOMAIN}/", target), answer(target, 200, GOOD_HEADERS))))


STRANGER = "https://stranger.invalid"


def asked_by_a_stranger(
    sheet: FactSheet | None = None, status: int = 200, **headers: str | tuple[str, ...]
) -> FactSheet:
    """The sheet of a good site, or this one, whose page answers a script of a stranger's page with these headers."""
    sheet = sheet or site()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    hop = answer(f"https://{DOMAIN}/", status, named)
    sheet.record(STRANGERS_VISIT, Observed(StrangersVisit(STRANGER, (hop,)), NOW))
    return sheet


def _endpoint(host: Host) -> TlsEndpoint:
    session = TlsSession("TLSv1.3", "TLS_AES_256_GCM_SHA384", (b"\x30\x00",), True, "", NOW)
    seen: Observation[TlsSession] = Observed(session, NOW) if host.handshake else failed(Reason.RESET)
    return TlsEndpoint(host.name, ADDRESS, 443, seen, {})


# Sheets on which no page can be seen, for every check that judges the page.
NO_PAGE: list[tuple[str, FactSheet, str]] = [
    ("no website", site(nowhere(DOMAIN), nowhere(WWW)), "not-applicable"),
    ("port 443 is closed", site(closed_443(), closed_443(WWW)), "not-applicable"),
    ("no answer in time", site(*(out_of_order(name, Reason.TIMEOUT) for name in (DOMAIN, WWW))), "not-determined"),
    (
        "a private address",
        site(*(out_of_order(name, Reason.ADDRESS_NOT_ALLOWED) for name in (DOMAIN, WWW))),
        "not-determined",
    ),
    ("nothing listens", site(*(out_of_order(name, Reason.REFUSED) for name in (DOMAIN, WWW))), "not-determined"),
    ("the server is in trouble", site(*(Host(n, secure=page(n, {}, 502)) for n in (DOMAIN, WWW))), "not-determined"),
    ("the server says: later", site(*(Host(n, secure=page(n, {}, 503)) for n in (DOMAIN, WWW))), "not-determined"),
    (
        "round and round over https",
        site(*(Host(n, secure=walk(redirect(f"https://{n}/", f"https://{n}/"))) for n in (DOMAIN, WWW))),
        "not-determined",
    ),
    ("nobody looked", FactSheet(DOMAIN), "not-determined"),
]
