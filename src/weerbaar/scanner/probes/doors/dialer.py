"""Opens TCP connections: the one place where the address guard, the budget and the places are asked."""

import asyncio
import errno
import ipaddress
import socket
from collections.abc import Callable

from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors.doors import Stream
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.one_answer import NotConnected, one_answer
from weerbaar.scanner.probes.doors.places import Place, Places
from weerbaar.scanner.probes.doors.usage import Usage

# The widest company: two web servers with some forty hellos each, fifteen visits, five mail hosts with some fifteen each,
# eight name servers, and with an agreement fourteen ports and nine pages of four addresses. Room to spare; a runaway probe
# still ends.
MAX_CONNECTIONS = 400
_READ_LIMIT_BYTES = 2**16
_REASONS = {
    errno.ECONNREFUSED: Reason.REFUSED,
    errno.ECONNRESET: Reason.RESET,
    errno.ECONNABORTED: Reason.RESET,
    errno.EPIPE: Reason.RESET,
    errno.ETIMEDOUT: Reason.TIMEOUT,
    # This machine ran out of sockets: that says nothing of the server.
    errno.EMFILE: Reason.BUDGET_SPENT,
    errno.ENFILE: Reason.BUDGET_SPENT,
    errno.ENOBUFS: Reason.BUDGET_SPENT,
}
# Addresses that the internet cannot answer: unique local (RFC 4193) and link-local (RFC 4291).
_LOCAL_RANGES = (ipaddress.IPv6Network("fc00::/7"), ipaddress.IPv6Network("fe80::/10"))


class GuardedDialer:
    """The dialer of one scan. Guard and places are shared between scans, `usage` and the budget are its own.

    Names are never resolved here: what is not a literal address is refused by the guard.
    """

    def __init__(
        self,
        guard: AddressGuard,
        places: Places,
        usage: Usage,
        *,
        detour: Callable[[str, int], tuple[str, int]] | None = None,
        max_connections: int = MAX_CONNECTIONS,
    ) -> None:
        self._guard = guard
        self._places = places
        self._usage = usage
        self._detour = detour
        self._max_connections = max_connections
        self._held: dict[Stream, Place] = {}

    async def connect(self, address: str, port: int, *, timeout_s: float = 4.0) -> Stream | Unobserved:
        """A stream to a literal address. `timeout_s` counts from the moment that a place was free."""
        source = f"TCP [{address}]:{port}"
        place = await self._places.take(address, port)
        try:
            stream = await self._open(address, port, timeout_s, source)
        except BaseException:
            place.give_back()
            raise
        if isinstance(stream, Unobserved):
            place.give_back()
        else:
            self._held[stream] = place
        return stream

    async def ask(
        self, address: str, port: int, message: bytes, is_enough: Callable[[bytearray], bool], *, timeout_s: float
    ) -> bytes | Unobserved:
        """What the server says after `message`, until it is enough or the server ends it, by closing or breaking off.

        `timeout_s` counts from the moment that a place was free.
        """
        source = f"TCP [{address}]:{port}"
        place = await self._places.take(address, port)
        where = address, port
        try:
            refusal = self._refusal(address, source)
            if refusal is not None:
                return refusal
            where = self._detour(address, port) if self._detour else where
            return await one_answer(where, message, is_enough, timeout_s)
        except TimeoutError as error:
            return self._not_connected(where[0], source, Reason.TIMEOUT, str(error))
        except NotConnected as missed:
            return self._not_connected(where[0], source, reason_of(missed.error), str(missed.error))
        except OSError as error:
            return Unobserved(reason_of(error), source, str(error))
        finally:
            place.give_back()

    async def close(self, stream: Stream) -> None:
        """Close without waiting for the other side, and give the place back."""
        place = self._held.pop(stream, None)
        if place is None:
            return
        # Not close(): under TLS that keeps the socket until the peer has said goodbye as well.
        stream.writer.transport.abort()
        place.give_back()
        await asyncio.sleep(0)  # the socket itself is closed in the next round of the loop

    async def _open(self, address: str, port: int, timeout_s: float, source: str) -> Stream | Unobserved:
        refusal = self._refusal(address, source)
        if refusal is not None:
            return refusal
        where = self._detour(address, port) if self._detour else (address, port)
        try:
            async with asyncio.timeout(timeout_s):
                reader, writer = await asyncio.open_connection(*where, limit=_READ_LIMIT_BYTES)
        except TimeoutError:
            reason, detail = Reason.TIMEOUT, f"{timeout_s:g} s"
        except OSError as error:
            reason, detail = reason_of(error), error.strerror or str(error)
        else:
            return Stream(reader, writer, address, port)
        return self._not_connected(where[0], source, reason, detail)

    def _refusal(self, address: str, source: str) -> Unobserved | None:
        """Why there may be no connection; None when there may be one, which then counts."""
        refusal = self._guard.refusal(address)
        if refusal is not None:
            return Unobserved(refusal, source)
        if self._usage.connections >= self._max_connections:
            return Unobserved(Reason.BUDGET_SPENT, source, f"{self._max_connections} connections")
        self._usage.connections += 1
        return None

    def _not_connected(self, host: str, source: str, reason: Reason, detail: str) -> Unobserved:
        if reason in (Reason.TIMEOUT, Reason.UNREACHABLE) and ":" in host and not has_ipv6_route(host):
            reason = Reason.NO_IPV6_HERE
        return Unobserved(reason, source, detail)


def reason_of(error: OSError) -> Reason:
    """The reason that an error of a socket stands for; what has no reason of its own counts as unreachable."""
    if isinstance(error, TimeoutError):
        return Reason.TIMEOUT
    return _REASONS.get(error.errno or 0, Reason.UNREACHABLE)


def has_ipv6_route(address: str) -> bool:
    """Whether this machine can send to the IPv6 address from a source that the internet can answer. Sends nothing."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))  # connect() of UDP only picks a route and a source
            source = probe.getsockname()[0].partition("%")[0]
    except OSError:
        return False
    return not _is_local(source) or _is_local(address)


def _is_local(address: str) -> bool:
    ip = ipaddress.IPv6Address(address)
    return any(ip in network for network in _LOCAL_RANGES)
