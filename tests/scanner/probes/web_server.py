"""A small web server on loopback that answers byte for byte what a test says."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.scanner.probes.listening import listening

Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class WebServer:
    """`requests` are the requests that came, headers and all."""

    port: int = 0
    requests: list[str] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [request.split(" ")[1] for request in self.requests]


def page(text: str = "hello", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; underscores in the names of headers become hyphens."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(text)}\r\n{lines}\r\n{text}".encode()


def redirect(location: str, status: str = "301 Moved") -> bytes:
    return f"HTTP/1.1 {status}\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


@asynccontextmanager
async def web_server(
    answers: Mapping[str, bytes | Behaviour] | bytes | Behaviour, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[WebServer]:
    """A server for the time of the block. `answers` is by path, or one answer to everything; other paths are 404."""
    server = WebServer()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        server.requests.append(request)
        path = request.split(" ")[1]
        answer = answers.get(path, page("", "404 Not Found")) if isinstance(answers, Mapping) else answers
        if isinstance(answer, bytes):
            writer.write(answer)
            await writer.drain()
        else:
            await answer(reader, writer)

    async with listening(serve, tls=tls) as port:
        server.port = port
        yield server
