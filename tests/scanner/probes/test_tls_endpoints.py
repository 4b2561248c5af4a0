"""Each host shows its certificate; hosts that are one server are asked for their versions once."""

from pathlib import Path

from tests.scanner.probes.certificates import chain, issuer, root
from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.listening import OTHER, SITE, hang, listening, says
from tests.scanner.probes.scene import NAME, has, scene
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.tls import VERSIONS, WEB_ENDPOINTS
from weerbaar.scanner.probes import tls_endpoints

WWW = f"www.{NAME}"
SHOWN = chain((NAME, WWW), (issuer("Test Issuing", root()),))
TAKEN = {version: version in ("TLSv1.2", "TLSv1.3") for version in VERSIONS}


async def test_hosts_that_are_one_server_are_asked_once(tmp_path: Path) -> None:
    file = tmp_path / "root.pem"
    file.write_bytes(root().pem)
    async with listening(hang, tls=SHOWN.server()) as port:
        both = {**has(NAME, "A", SITE), **has(WWW, "A", SITE)}
        async with scene(both, places={(SITE, 443): port}, ca_file=file) as world:
            own, www = (await world.run(tls_endpoints)).value(WEB_ENDPOINTS)
    assert (own.host, www.host, own.port) == (NAME, WWW, 443)
    for endpoint in (own, www):
        assert isinstance(endpoint.session, Observed)
        assert endpoint.session.value.trusted
        assert {name: isinstance(one, Observed) and one.value for name, one in endpoint.versions.items()} == TAKEN
    assert own.versions is www.versions


async def test_hosts_at_different_addresses_are_each_looked_at() -> None:
    async with listening(hang, tls=SHOWN.server()) as good, listening(says(b"220 no TLS here\r\n")) as bad:
        both = {**has(NAME, "A", SITE), **has(WWW, "A", OTHER)}
        async with scene(both, places={(SITE, 443): good, (OTHER, 443): bad}) as world:
            own, www = (await world.run(tls_endpoints)).value(WEB_ENDPOINTS)
    assert isinstance(own.session, Observed)
    assert isinstance(www.session, Unobserved)
    assert www.session.reason is Reason.PROTOCOL_ERROR
    assert www.versions == {}


async def test_a_closed_port_is_asked_for_one_connection() -> None:
    async with scene(has(NAME, "A", SITE)) as world:
        (endpoint,) = (await world.run(tls_endpoints)).value(WEB_ENDPOINTS)
    assert isinstance(endpoint.session, Unobserved)
    assert endpoint.session.reason is Reason.REFUSED
    assert world.detour.asked == [(SITE, 443)]


async def test_no_website_has_no_endpoints_and_trouble_leaves_it_open() -> None:
    async with scene() as world:
        assert (await world.run(tls_endpoints)).value(WEB_ENDPOINTS) == ()
    async with scene({(NAME, "A"): Says(rcode="SERVFAIL")}) as world:
        assert (await world.run(tls_endpoints)).reason(WEB_ENDPOINTS) is Reason.DNS_FAILURE
