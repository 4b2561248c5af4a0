"""A provider's own system: a real https server on this machine, with a certificate of the tests' own authority."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from weerbaar.demo.certificates import Authority

HOST = "systeem.example"


@dataclass
class Receiver:
    """What it heard, and what it answers next (the last of `answers` stays)."""

    url: str = ""
    ca_file: Path = Path()
    answers: list[int] = field(default_factory=lambda: [204])
    location: str = ""
    silent_s: float = 0.0
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiver(folder: Path, host: str = HOST) -> Iterator[Receiver]:
    """It listens on a free port of the loopback."""
    here = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(here))
    server.daemon_threads = True
    server.socket = _context(folder, host, here).wrap_socket(server.socket, server_side=True)
    here.url = f"https://{HOST}:{server.server_address[1]}/haak?bron=weerbaar"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(here: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            here.heard.append(
                ({name.lower(): value for name, value in self.headers.items()} | {":path": self.path}, body)
            )
            time.sleep(here.silent_s)
            status = here.answers.pop(0) if len(here.answers) > 1 else here.answers[0]
            self.send_response(status)
            if here.location:
                self.send_header("Location", here.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Silence."""

    return Handler


def _context(folder: Path, host: str, here: Receiver) -> ssl.SSLContext:
    now = datetime.now(UTC)
    authority, key = Authority.create(now), ec.generate_private_key(ec.SECP256R1())
    leaf = authority.issue((host,), key, now + timedelta(days=60))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    chain = folder / "receiver.pem"
    chain.write_bytes(pem + leaf.public_bytes(serialization.Encoding.PEM))
    here.ca_file = folder / "ca.pem"
    here.ca_file.write_bytes(authority.pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return context


def leads_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """From now on the name of the system leads to these addresses. Each look-up of it is added to the list."""
    asked, real = list[str](), socket.getaddrinfo

    def look_up(host: Any, port: Any, *rest: Any, **named: Any) -> Any:
        if host != HOST:
            return real(host, port, *rest, **named)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked
