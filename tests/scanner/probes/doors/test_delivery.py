"""A report is handed over to one address, once, and only over a connection that is trusted. Real servers on loopback."""

import http.server
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.scanner.probes.certificates import DAY, chain, root
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors import delivery
from weerbaar.scanner.probes.doors.delivery import Address, deliver, read_address


@dataclass
class Receiver:
    """What arrived: path, headers in lower case and body of each request."""

    port: int = 0
    status: int = 204
    location: str = ""
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiver(status: int = 204, location: str = "", context: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A website on loopback that takes reports."""
    received = Receiver(status=status, location=location)

    class Site(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(received.status)
            if received.location:
                self.send_header("Location", received.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Tests are silent."""

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A visitor who leaves during the handshake is what some tests are about."""

    with Server(("127.0.0.1", 0), Site) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        received.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield received
        finally:
            server.shutdown()
            thread.join()


def near(port: int, path: str = "/reports") -> Address:
    return Address("127.0.0.1", port, path, secure=False)


def reason(answer: int | Unobserved) -> Reason:
    assert isinstance(answer, Unobserved)
    return answer.reason


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://portal.example/devices", Address("portal.example", 443, "/devices", True)),
        ("https://portal.example", Address("portal.example", 443, "/", True)),
        ("https://portal.example:8443/d?park=1", Address("portal.example", 8443, "/d?park=1", True)),
        ("http://localhost:8000/devices", Address("localhost", 8000, "/devices", False)),
        ("http://127.0.0.1:8000", Address("127.0.0.1", 8000, "/", False)),
        ("http://[::1]:8000/", Address("::1", 8000, "/", False)),
    ],
)
def test_an_address_is_secure_or_on_this_device(text: str, address: Address) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "portal.example",
        "http://portal.example/devices",
        "http://localhost.portal.example/",
        "ftp://localhost/",
        "file:///etc/passwd",
        "https://",
        "https:///devices",
        "https://anna:geheim@portal.example/",
        "https://portal.example/#deel",
        "https://portal.example:99999/",
        "https://portal.example/a b",
        "https://portal.example/\r\nX-Header: 1",
        "https://[::1/",
    ],
)
def test_anything_else_is_no_address(text: str) -> None:
    assert read_address(text) is None


def test_the_body_arrives_as_it_is_and_the_code_beside_it() -> None:
    with receiver() as site:
        assert deliver(near(site.port), "AB12-CD34", b'{"a": 1}\n') == 204
    ((path, headers, body),) = site.requests
    assert (path, body) == ("/reports", b'{"a": 1}\n')
    assert headers["authorization"] == "Bearer AB12-CD34"
    assert headers["content-type"] == "application/json"
    assert "user-agent" not in headers


@pytest.mark.parametrize("status", [200, 201, 401, 413, 500])
def test_the_answer_is_told(status: int) -> None:
    with receiver(status) as site:
        assert deliver(near(site.port), "code", b"{}") == status


def test_nobody_is_followed_elsewhere() -> None:
    with receiver() as elsewhere, receiver(307, f"http://127.0.0.1:{elsewhere.port}/") as site:
        assert deliver(near(site.port), "code", b"{}") == 307
    assert elsewhere.requests == []


def test_a_closed_port_refuses() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert reason(deliver(near(taken.getsockname()[1]), "code", b"{}")) is Reason.REFUSED


@contextmanager
def speaking(answer: bytes | None) -> Iterator[int]:
    """A server that takes a visitor, says this and hangs up; with None it says nothing until the visitor leaves."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            visitor, _ = server.accept()
            with visitor:
                visitor.recv(65536)
                if answer is None:
                    # Head and body may come as two pieces; closing with one unread would be a reset.
                    while visitor.recv(65536):
                        pass
                else:
                    visitor.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            thread.join()


def test_a_server_that_says_nothing_is_waited_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "TIMEOUT_S", 0.2)
    with speaking(None) as port:
        assert reason(deliver(near(port), "code", b"{}")) is Reason.TIMEOUT


def test_a_server_that_hangs_up_and_one_that_speaks_otherwise_are_told_apart() -> None:
    with speaking(b"") as port:
        assert reason(deliver(near(port), "code", b"{}")) is Reason.RESET
    with speaking(b"220 mail.example ESMTP\r\n") as port:
        assert reason(deliver(near(port), "code", b"{}")) is Reason.PROTOCOL_ERROR


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    path = tmp_path / "authority.pem"
    path.write_bytes(root().pem)
    return path


def secure(*hosts: str) -> ssl.SSLContext:
    """A server whose certificate holds today: the door looks at the clock of this machine, as a browser does."""
    now = datetime.now(UTC)
    return chain(hosts, (root(),), not_before=now - DAY, not_after=now + DAY).server()


def test_a_trusted_connection_is_used(authority: Path) -> None:
    with receiver(context=secure("localhost")) as site:
        assert deliver(Address("localhost", site.port, "/d", True), "code", b"{}", authority) == 204
    assert len(site.requests) == 1


def test_nothing_is_sent_to_a_server_that_nobody_vouches_for() -> None:
    with receiver(context=secure("localhost")) as site:
        assert reason(deliver(Address("localhost", site.port, "/d", True), "code", b"{}")) is Reason.TLS_FAILED
    assert site.requests == []


def test_nothing_is_sent_to_a_server_of_another_name(authority: Path) -> None:
    with receiver(context=secure("portal.example")) as site:
        answer = deliver(Address("localhost", site.port, "/d", True), "code", b"{}", authority)
    assert reason(answer) is Reason.TLS_FAILED
    assert site.requests == []


def test_nothing_is_sent_without_encryption_to_an_address_that_promised_it() -> None:
    with receiver() as site:
        assert reason(deliver(Address("localhost", site.port, "/d", True), "code", b"{}")) is Reason.TLS_FAILED
    assert site.requests == []
