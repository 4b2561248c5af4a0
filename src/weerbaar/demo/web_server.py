"""Serves the website of a company over HTTP/1.1, one request a connection."""

import asyncio
import contextlib
import ssl
from collections.abc import Callable
from http import HTTPStatus

import h11

from weerbaar.demo.website import Page

_PATIENCE_S = 10.0
_READ_BYTES = 16384

Answer = Callable[[str, str], Page]


async def start_web_server(
    answer: Answer, *, context: ssl.SSLContext | None = None, address: str = "127.0.0.1"
) -> asyncio.Server:
    """A server at one free port. `answer` gets host and path; with a `context` it speaks TLS."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, TimeoutError, h11.RemoteProtocolError):
            async with asyncio.timeout(_PATIENCE_S):
                await _converse(reader, writer, answer)
        writer.close()

    return await asyncio.start_server(serve, address, 0, ssl=context)


async def _converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Answer) -> None:
    connection = h11.Connection(h11.SERVER)
    request: h11.Request | None = None
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(_READ_BYTES))
        elif isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.EndOfMessage):
            break
        elif isinstance(event, h11.ConnectionClosed) or event is h11.PAUSED:
            return
    assert request is not None
    page = _page(request, answer)
    headers = [*page.headers, ("Content-Length", str(len(page.body))), ("Connection", "close")]
    writer.write(
        connection.send(h11.Response(status_code=page.status, reason=HTTPStatus(page.status).phrase, headers=headers))
        or b""
    )
    if page.body and request.method != b"HEAD":
        writer.write(connection.send(h11.Data(data=page.body)) or b"")
    await writer.drain()


def _page(request: h11.Request, answer: Answer) -> Page:
    if request.method not in (b"GET", b"HEAD"):
        return Page(405, (("Allow", "GET, HEAD"),))
    hosts = [value for name, value in request.headers if name == b"host"]
    host = hosts[0].decode("ascii", "replace").partition(":")[0].lower() if hosts else ""
    return answer(host, request.target.decode("ascii", "replace"))
