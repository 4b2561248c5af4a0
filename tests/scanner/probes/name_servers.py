"""Name servers on loopback that answer for themselves: with authority, without, and with referrals."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

import dns.flags
import dns.message
import dns.rrset

from tests.scanner.probes.dns_server import DnsServer, Says, Table, dns_server

Change = Callable[[dns.message.Message], None]


def changed(*changes: Change) -> Callable[[bytes], list[bytes]]:
    """A change of the whole message, for `Says.changed`."""

    def change(encoded: bytes) -> list[bytes]:
        message = dns.message.from_wire(encoded)
        for one in changes:
            one(message)
        return [message.to_wire(max_size=65535)]

    return change


def with_authority(message: dns.message.Message) -> None:
    """The AA flag, and no offer of recursion."""
    message.flags = (message.flags | dns.flags.AA) & ~dns.flags.RA


def without_authority(message: dns.message.Message) -> None:
    """Neither flag."""
    message.flags &= ~dns.flags.RA


def beside(section: str, *lines: str) -> Change:
    """Records `owner TYPE data` in another section: `authority` or `additional`."""

    def add(message: dns.message.Message) -> None:
        for line in lines:
            owner, kind, data = line.split(" ", 2)
            getattr(message, section).append(dns.rrset.from_text(f"{owner.rstrip('.')}.", 300, "IN", kind, data))

    return add


def says(*records: str, rcode: str = "NOERROR") -> Says:
    """An authoritative answer."""
    return Says(records, rcode, changed=changed(with_authority))


def refuses(rcode: str = "REFUSED") -> Says:
    """An error, without authority."""
    return Says(rcode=rcode, changed=changed(without_authority))


@asynccontextmanager
async def name_servers(
    tables: Mapping[str, Table],
) -> AsyncIterator[tuple[dict[tuple[str, int], int], dict[str, DnsServer]]]:
    """A server for each pretended address; gives the places that lead to them, and the servers."""
    async with AsyncExitStack() as stack:
        servers = {address: await stack.enter_async_context(dns_server(table)) for address, table in tables.items()}
        yield {(address, 53): server.endpoint.port for address, server in servers.items()}, servers
