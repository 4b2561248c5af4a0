"""A DNS server at one port of loopback, over UDP and TCP; what it answers is somebody else's business."""

import asyncio
import contextlib
import struct
from collections.abc import Callable
from typing import cast

import dns.exception
import dns.flags
import dns.message
import dns.rcode

_UDP_BYTES = 1232  # what reaches everybody without fragments (DNS flag day 2020)
_LEAST_BYTES = 512  # RFC 1035, section 4.2.1: what every asker takes
_IDLE_S = 10.0
_AFTER_HEADER = 12  # RFC 1035, section 4.1.1: the header is 12 octets
_ATTEMPTS = 20

# Fills in the response to a query with one question.
Answerer = Callable[[dns.message.Message, dns.message.Message], None]


class DnsListener:
    """Reads questions, lets `answer` fill in the responses, and sends them."""

    def __init__(self, answer: Answerer) -> None:
        self._answer = answer
        self._transport: asyncio.DatagramTransport | None = None
        self._server: asyncio.Server | None = None

    async def start(self, address: str = "127.0.0.1") -> int:
        """Listen at one free port, and tell which.

        Raises:
            OSError: no port was free for both ways.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            self._server = await asyncio.start_server(self._serve_stream, address, 0)
            port = int(self._server.sockets[0].getsockname()[1])
            try:
                self._transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
                    lambda: _Datagrams(self), local_addr=(address, port)
                )
            except OSError:  # the port was free for TCP and is taken for UDP
                self._server.close()
                if attempt == _ATTEMPTS:
                    raise
            else:
                break
        return port

    def close(self) -> None:
        """Stop listening."""
        if self._transport:
            self._transport.close()
        if self._server:
            self._server.close()

    def respond(self, wire: bytes, *, udp: bool) -> bytes | None:
        """The response to one message; None when it is not worth one."""
        try:
            query = dns.message.from_wire(wire)
        except dns.exception.DNSException:
            return _form_error(wire)
        if query.flags & dns.flags.QR or len(query.question) != 1:
            return _form_error(wire)
        response = dns.message.make_response(query, our_payload=_UDP_BYTES)
        self._answer(query, response)
        limit = min(max(query.payload, _LEAST_BYTES), _UDP_BYTES) if udp else 65535
        return response.to_wire(max_size=limit, prefer_truncation=True)

    async def _serve_stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
            while True:
                async with asyncio.timeout(_IDLE_S):
                    (size,) = struct.unpack("!H", await reader.readexactly(2))
                    wire = await reader.readexactly(size)
                response = self.respond(wire, udp=False)
                if response is None:
                    break
                writer.write(struct.pack("!H", len(response)) + response)
                await writer.drain()
        writer.close()


def _form_error(wire: bytes) -> bytes | None:
    """A bare refusal of what could not be read, unless it is an answer itself: those are never answered."""
    if len(wire) < _AFTER_HEADER or wire[2] & 0x80:
        return None
    return wire[:2] + bytes([0x80 | (wire[2] & 0x79), 0x80 | dns.rcode.FORMERR]) + bytes(8)


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, listener: DnsListener) -> None:
        self._listener = listener
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        response = self._listener.respond(data, udp=True)
        if response is not None and self._transport is not None:
            self._transport.sendto(response, addr)
