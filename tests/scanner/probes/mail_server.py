"""A small mail server on loopback that follows a script, with the faults that a test wants."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.scanner.probes.listening import listening

EHLO = b"250-mx.example at your service\r\n250-SIZE 1000\r\n250-STARTTLS\r\n250 8BITMIME\r\n"


@dataclass
class MailServer:
    """`banner`, `ehlo` and `starttls` are what is sent; None sends nothing, b"" closes. `heard` are the lines received.

    `tls` is the context of the upgrade after a STARTTLS that is answered with 220.
    """

    banner: bytes | None = b"220 mx.example ESMTP\r\n"
    ehlo: bytes | None = EHLO
    starttls: bytes | None = b"220 go ahead\r\n"
    tls: ssl.SSLContext | None = None
    port: int = 0
    heard: list[str] = field(default_factory=list)
    visits: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        if not await self._send(writer, self.banner):
            return
        while line := await reader.readline():
            self.heard.append(line.decode("latin-1").strip())
            command = line.split()[0].upper()
            if command == b"QUIT":
                return
            reply = {b"EHLO": self.ehlo, b"STARTTLS": self.starttls}.get(command, b"500 what\r\n")
            if not await self._send(writer, reply):
                return
            if command == b"STARTTLS" and reply and reply.startswith(b"220"):
                await (self._protected(writer) if self.tls else asyncio.sleep(60))
                return

    async def _protected(self, writer: asyncio.StreamWriter) -> None:
        """The server's side of the upgrade: the client speaks first, so nothing of the hello was read yet."""
        loop = asyncio.get_running_loop()
        inner = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(inner)
        assert self.tls is not None
        transport = await loop.start_tls(writer.transport, protocol, self.tls, server_side=True)
        assert transport is not None
        protocol.connection_made(transport)
        try:
            while line := await inner.readline():
                self.heard.append(f"protected {line.decode('latin-1').strip()}")
        finally:
            transport.abort()

    async def _send(self, writer: asyncio.StreamWriter, reply: bytes | None) -> bool:
        """Whether to go on."""
        if reply is None:
            await asyncio.sleep(60)
        writer.write(reply or b"")
        await writer.drain()
        return bool(reply)


@asynccontextmanager
async def mail_server(server: MailServer) -> AsyncIterator[MailServer]:
    """This server for the time of the block."""
    async with listening(server.serve) as port:
        server.port = port
        yield server
