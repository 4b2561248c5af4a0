"""Starts and stops all servers of the demonstration, in one process and on loopback only."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType

from weerbaar.demo.addresses import mail_addresses, web_addresses
from weerbaar.demo.authority import DemoAuthority
from weerbaar.demo.certificates import Authority, ServerIdentity
from weerbaar.demo.companies import Company, companies
from weerbaar.demo.dns_listener import Answerer, DnsListener
from weerbaar.demo.mail_server import start_mail_server
from weerbaar.demo.resolver import DemoResolver
from weerbaar.demo.settings import LOOPBACK, DemoState, place
from weerbaar.demo.web_server import start_web_server
from weerbaar.demo.website import Page, answer
from weerbaar.demo.zones import REGISTRY_SERVERS, SUPPLIER_SERVERS, World, build_world
from weerbaar.scanner.probes.doors.settings import DoorSettings

CA_NAME = "demo-ca.pem"
_RENEW_EVERY_S = 12 * 3600.0


def _now() -> datetime:
    return datetime.now(UTC)


class DemoTargets:
    """The demonstration, running while it is entered. The root certificate is written to `folder`."""

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = _now) -> None:
        self.state: DemoState | None = None
        self._folder = folder
        self._now = now
        self._authority = Authority.create(now())
        self._identities: list[ServerIdentity] = []
        self._servers: list[asyncio.Server | DnsListener] = []
        self._ports: dict[str, int] = {}
        self._tlsa: dict[str, str] = {}
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> "DemoTargets":
        async with contextlib.AsyncExitStack() as stack:
            stack.callback(self._close_servers)
            for company in companies():
                await self._open_website(company)
                await self._open_mail(company)
            resolver_port = await self._open_names(build_world(companies(), self._tlsa))
            closed = stack.enter_context(_closed_port())
            ca_file = self._folder / CA_NAME
            ca_file.write_bytes(self._authority.pem)
            self.state = DemoState(resolver_port, closed.getsockname()[1], str(ca_file), self._ports)
            renewal = asyncio.create_task(self._keep_renewing())
            stack.callback(renewal.cancel)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def doors(self, base: DoorSettings) -> DoorSettings:
        """The doors of `base`, which also lead to the demonstration."""
        assert self.state is not None, "the demonstration has not been started"
        return self.state.doors(base)

    async def _open_website(self, company: Company) -> None:
        respond = partial(self._answer, company)
        plain = await start_web_server(partial(respond, secure=False))
        self._place(plain, web_addresses(company), 80)
        if company.setup.https == "none":
            return
        identity = self._identity(
            (company.domain, company.www, company.mta_sts_host),
            days=company.setup.certificate_days,
            old_versions=company.setup.https == "old",
        )
        secure = await start_web_server(partial(respond, secure=True), context=identity.context)
        self._place(secure, web_addresses(company), 443)

    async def _open_mail(self, company: Company) -> None:
        if company.setup.mail == "none":
            return
        context = None
        if company.setup.mail == "modern":
            identity = self._identity((company.mail_host,), days=60)
            context = identity.context
            if company.setup.dane:
                self._tlsa[company.mail_host] = identity.tlsa
        server = await start_mail_server(company.mail_host, context=context)
        self._place(server, mail_addresses(company), 25)

    async def _open_names(self, world: World) -> int:
        """Start the name servers, and the resolver whose port this is."""
        for zones, hosts in ((world.registry, REGISTRY_SERVERS), (world.supplier, SUPPLIER_SERVERS)):
            port = await self._listen(DemoAuthority(zones, glue=world.name_servers, now=self._now).answer)
            for host in hosts:
                self._ports |= {place(address, 53): port for address in world.name_servers[host]}
        return await self._listen(DemoResolver(world.zones).answer)

    async def _listen(self, answer: Answerer) -> int:
        listener = DnsListener(answer)
        self._servers.append(listener)
        return await listener.start()

    def _answer(self, company: Company, host: str, path: str, *, secure: bool) -> Page:
        return answer(company, host, path, secure=secure, now=self._now())

    def _identity(self, hosts: tuple[str, ...], *, days: int, old_versions: bool = False) -> ServerIdentity:
        identity = ServerIdentity(hosts, days, old_versions)
        identity.renew(self._authority, self._now())
        self._identities.append(identity)
        return identity

    def _place(self, server: asyncio.Server, addresses: tuple[str, ...], port: int) -> None:
        self._servers.append(server)
        self._ports |= {place(address, port): int(server.sockets[0].getsockname()[1]) for address in addresses}

    async def _keep_renewing(self) -> None:
        while True:
            await asyncio.sleep(_RENEW_EVERY_S)
            for identity in self._identities:
                identity.renew(self._authority, self._now())

    def _close_servers(self) -> None:
        for server in self._servers:
            server.close()


def _closed_port() -> socket.socket:
    """A socket that has a port and does not listen: whoever connects is refused, and nobody else can take the port."""
    sock = socket.socket()
    sock.bind((LOOPBACK, 0))
    return sock


@contextlib.asynccontextmanager
async def announced(state_file: Path) -> AsyncIterator[DemoTargets]:
    """Run the demonstration; the state file exists while it can be visited."""
    await asyncio.to_thread(state_file.parent.mkdir, parents=True, exist_ok=True)
    await asyncio.to_thread(state_file.unlink, missing_ok=True)  # of one that was killed
    async with DemoTargets(state_file.parent) as targets:
        assert targets.state is not None
        targets.state.write(state_file)
        try:
            yield targets
        finally:
            await asyncio.to_thread(state_file.unlink, missing_ok=True)
