"""Opens ports, and keeps one visitor's trouble away from the next."""

import asyncio
import ssl
import warnings
from collections.abc import Awaitable, Callable

Streams = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

# What mail hosts let a visitor choose from, by the words of variants.yaml. Good curves only: that is another fault.
CIPHERS = {
    "modern": "ECDHE+AESGCM:ECDHE+CHACHA20",
    "old": "ALL:!aNULL:@SECLEVEL=0",
    "ageing": "ECDHE+AESGCM:ECDHE-ECDSA-AES128-SHA256",
    "wide": "ALL:!aNULL",
}

# What a visitor can do to a server by leaving.
_LEFT = (OSError, EOFError, asyncio.LimitOverrunError, ssl.SSLError)


async def listen(address: str, port: int, serve: Streams, tls: ssl.SSLContext | None = None) -> None:
    """Serve every connection to `address` and `port` with `serve`, over TLS when a context is given."""

    async def one_visitor(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except _LEFT:
            pass
        finally:
            writer.close()

    await asyncio.start_server(one_visitor, address, port, ssl=tls, backlog=1024)


async def say(writer: asyncio.StreamWriter, data: bytes) -> None:
    """Send bytes, and wait until they are on their way."""
    writer.write(data)
    await writer.drain()


def context(chain: str, key: str, *, tls: str = "modern") -> ssl.SSLContext:
    """A server context for a chain, with the ciphers that `tls` names; `old` means TLS 1.0 and 1.1 only."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.set_ciphers(CIPHERS[tls])
    made.set_ecdh_curve("prime256v1")
    if tls == "old":
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # old is what is wanted here
            made.minimum_version, made.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    made.load_cert_chain(chain, key)
    return made
