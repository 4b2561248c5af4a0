"""Web servers that hang, drip, break off, never stop, or begin anew when asked."""

import asyncio
import socket
import ssl
import struct
import zlib
from pathlib import Path

from lab import addresses, sites
from lab.odd.answers import OddSite, good_answer, head_of, host_of, path_of, read_request, site_of
from lab.odd.listening import Streams, context, listen, say

_PAGE = sites.page("good").encode()
_FOREVER_S = 600
# SSL_OP_ALLOW_CLIENT_RENEGOTIATION of SSL_CTX_set_options(3). Nginx refuses whatever OpenSSL is told.
_LETS_VISITORS_RENEGOTIATE = 0x100
_CRC32_OF_GIBIBYTE = 0x5B64C2B0  # of zeros


async def start(sites: list[OddSite], certificates: Path) -> None:
    """Listen on the address of every fault, on both ports."""
    for fault, pair in addresses.FAULTS.items():
        known = [site for site in sites if site.fault == fault]
        if not known:
            continue
        serve = _BEHAVIOURS[fault](known)
        speaks_tls = not fault.startswith("tls-")
        options = _LETS_VISITORS_RENEGOTIATE if fault == "renegotiating" else 0
        tls = _by_name(known, certificates, options) if speaks_tls else None
        # Where only the page is odd, port 80 is an ordinary one.
        plain = redirect if fault in ("infinite", "bomb", "renegotiating") else serve
        for address in pair:
            if address is not None:
                await listen(address, 443, serve, tls)
                await listen(address, 80, plain)


async def redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send the visitor to https on the same host."""
    head = await read_request(reader)
    answer = f"HTTP/1.1 301 Moved Permanently\r\nLocation: https://{host_of(head)}/\r\nContent-Length: 0\r\n"
    await say(writer, f"{answer}Connection: close\r\n\r\n".encode())


def _by_name(known: list[OddSite], certificates: Path, options: int) -> ssl.SSLContext:
    """A context that takes the certificate of the name in each hello, with these options of OpenSSL as well."""

    def for_name(name: str) -> ssl.SSLContext:
        made = context(str(certificates / f"{name}.pem"), str(certificates / f"{name}.key"))
        made.options |= options
        return made

    contexts = {site.domain: for_name(site.domain) for site in known}
    first = for_name(known[0].domain)

    def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        wanted = (name or "").removeprefix("www.")
        if wanted in contexts:
            connection.context = contexts[wanted]

    first.sni_callback = choose
    return first


def _ordinary(known: list[OddSite]) -> Streams:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await read_request(reader)
        await say(writer, good_answer(site_of(known, head), path_of(head), _PAGE))

    return serve


def _slow(_: list[OddSite]) -> Streams:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        await asyncio.sleep(_FOREVER_S)

    return serve


def _drip(_: list[OddSite]) -> Streams:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        for byte in b"HTTP/1.1 200 OK\r\nX-Patience: " + b"a" * _FOREVER_S:
            if writer.is_closing():
                return
            await say(writer, bytes([byte]))
            await asyncio.sleep(1)

    return serve


def _reset(_: list[OddSite]) -> Streams:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        # A linger time of zero turns the close into a TCP reset.
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.transport.abort()

    return serve


def _infinite(known: list[OddSite]) -> Streams:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await read_request(reader)
        site = site_of(known, head)
        if path_of(head) != "/":
            await say(writer, good_answer(site, path_of(head), b"a page"))
            return
        await say(writer, f"{head_of(site, 'text/html')}Transfer-Encoding: chunked\r\n\r\n".encode())
        while not writer.is_closing():
            await say(writer, b"10000\r\n" + b"A" * 0x10000 + b"\r\n")
            # Waiting for the network never yields while the visitor keeps up; others must have their turn.
            await asyncio.sleep(0.002)

    return serve


def _bomb(known: list[OddSite]) -> Streams:
    packed = _packed_gibibyte()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await read_request(reader)
        site = site_of(known, head)
        if path_of(head) != "/":
            await say(writer, good_answer(site, path_of(head), b"a page"))
            return
        coding = f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\nConnection: close\r\n\r\n"
        await say(writer, f"{head_of(site, 'text/html')}{coding}".encode() + packed)

    return serve


def _packed_gibibyte() -> bytes:
    """1 GiB of zeros as one gzip member (RFC 1952) of about 1 MiB, made from one MiB repeated: squeezing all takes seconds."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    mebibyte = squeeze.compress(bytes(1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    header = b"\x1f\x8b\x08" + bytes(7)
    return header + mebibyte * 1024 + squeeze.flush() + struct.pack("<II", _CRC32_OF_GIBIBYTE, 1 << 30)


def _big_headers(_: list[OddSite]) -> Streams:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        await say(writer, b"HTTP/1.1 200 OK\r\n")
        number = 0
        while not writer.is_closing():
            number += 1
            await say(writer, b"X-Header-%d: %s\r\n" % (number, b"y" * 1000))
            await asyncio.sleep(0)

    return serve


def _tls_hang(_: list[OddSite]) -> Streams:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        await asyncio.sleep(_FOREVER_S)

    return serve


def _tls_garbage(_: list[OddSite]) -> Streams:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        await say(writer, b"* OK this is neither TLS nor HTTP\r\n")

    return serve


_BEHAVIOURS = {
    "slow": _slow,
    "drip": _drip,
    "reset": _reset,
    "infinite": _infinite,
    "bomb": _bomb,
    "big-headers": _big_headers,
    "tls-hang": _tls_hang,
    "tls-garbage": _tls_garbage,
    "renegotiating": _ordinary,
}
