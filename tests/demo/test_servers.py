"""The web and mail servers of the demonstration, visited with the clients of the standard library."""

import asyncio
import http.client
import smtplib
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from weerbaar.demo.certificates import Authority, ServerIdentity
from weerbaar.demo.mail_server import start_mail_server
from weerbaar.demo.web_server import start_web_server
from weerbaar.demo.website import Page

NOW = datetime.now(UTC)
HOST = "mail.proef.example"


def port_of(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])


def client_context(authority: Authority, folder: Path) -> ssl.SSLContext:
    file = folder / "ca.pem"
    file.write_bytes(authority.pem)
    return ssl.create_default_context(cafile=str(file))


def echo(host: str, path: str) -> Page:
    return Page(200, (("X-Host", host), ("X-Path", path)), b"hello")


def get(port: int, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, "/a?b", headers={"Host": "WWW.Proef.example:80"})
    response = connection.getresponse()
    found = response.status, dict(response.getheaders()), response.read()
    connection.close()
    return found


async def test_the_web_server_hands_host_and_path_to_the_site() -> None:
    server = await start_web_server(echo)
    status, headers, body = await asyncio.to_thread(get, port_of(server))
    server.close()
    assert (status, body) == (200, b"hello")
    assert headers["X-Host"] == "www.proef.example"
    assert headers["X-Path"] == "/a?b"
    assert headers["Connection"] == "close"


@pytest.mark.parametrize(("method", "status", "body"), [("HEAD", 200, b""), ("POST", 405, b"")])
async def test_the_web_server_shows_and_takes_nothing(method: str, status: int, body: bytes) -> None:
    server = await start_web_server(echo)
    found = await asyncio.to_thread(get, port_of(server), method)
    server.close()
    assert (found[0], found[2]) == (status, body)


async def test_what_is_not_http_ends_the_connection() -> None:
    server = await start_web_server(echo)
    reader, writer = await asyncio.open_connection("127.0.0.1", port_of(server))
    writer.write(b"\x16\x03\x01 no request\r\n\r\n")
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()
    server.close()


async def test_the_mail_server_turns_to_tls_with_a_certificate_in_its_name(tmp_path: Path) -> None:
    authority = Authority.create(NOW)
    identity = ServerIdentity((HOST,), days=60)
    identity.renew(authority, NOW)
    server = await start_mail_server(HOST, context=identity.context)

    def talk() -> tuple[bytes, bytes, str | None]:
        with smtplib.SMTP("127.0.0.1", port_of(server), timeout=5) as client:
            before = client.ehlo()[1]
            client._host = HOST  # type: ignore[attr-defined]  # the name to be found in the certificate
            client.starttls(context=client_context(authority, tmp_path))
            assert isinstance(client.sock, ssl.SSLSocket)
            return before, client.ehlo()[1], client.sock.version()

    before, after, version = await asyncio.to_thread(talk)
    server.close()
    assert b"STARTTLS" in before.split(b"\n")
    assert b"STARTTLS" not in after.split(b"\n")
    assert version == "TLSv1.3"


async def test_a_plain_mail_server_does_not_offer_starttls_and_takes_no_mail() -> None:
    server = await start_mail_server(HOST)

    def talk() -> tuple[bytes, int, int]:
        with smtplib.SMTP("127.0.0.1", port_of(server), timeout=5) as client:
            return client.ehlo()[1], client.docmd("STARTTLS")[0], client.mail("a@proef.example")[0]

    greeting, starttls, mail = await asyncio.to_thread(talk)
    server.close()
    assert b"STARTTLS" not in greeting
    assert (starttls, mail) == (502, 550)
