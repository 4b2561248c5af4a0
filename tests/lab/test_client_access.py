"""The lab's servers for mail programs talk as such servers do, and are wrong in the way that their word says."""

import asyncio
import imaplib
import poplib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Thread

import pytest

from lab import client_hosts
from lab.certificates import CertificateStore
from lab.odd import client_access
from lab.odd.listening import context


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    folder = tmp_path_factory.mktemp("certificates")
    CertificateStore(folder, datetime.now(UTC)).issue("mail", ["localhost"])
    return context(str(folder / "mail.pem"), str(folder / "mail.key"))


@contextmanager
def serving(protocol: str, tls: ssl.SSLContext | None, *, implicit: bool = False) -> Iterator[int]:
    """A server in a loop of its own, since the clients of the standard library wait."""
    loop = asyncio.new_event_loop()
    talk = client_access._Talk(protocol, None if implicit else tls)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except OSError:
            pass
        finally:
            writer.close()

    server = loop.run_until_complete(asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls if implicit else None))
    thread = Thread(target=loop.run_forever)
    thread.start()
    yield server.sockets[0].getsockname()[1]
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.call_later, 0.2, loop.stop)
    thread.join(5)
    loop.close()


def trusting() -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    return made


def test_imap_begins_tls_by_the_clients_own_tag(tls: ssl.SSLContext) -> None:
    with serving("imap", None) as port, pytest.raises(imaplib.IMAP4.error):
        imaplib.IMAP4("127.0.0.1", port, timeout=5).starttls(trusting())


def test_pop3_offers_tls_or_not(tls: ssl.SSLContext) -> None:
    with serving("pop3", None) as port:
        visitor = poplib.POP3("127.0.0.1", port, timeout=5)
        with pytest.raises(poplib.error_proto):
            visitor._shortcmd("STLS")  # type: ignore[attr-defined]
        visitor.close()


def test_submission_begins_tls(tls: ssl.SSLContext) -> None:
    with serving("submission", tls) as port:
        visitor = smtplib.SMTP("127.0.0.1", port, local_hostname="test", timeout=5)
        visitor.starttls(context=trusting())
        assert isinstance(visitor.sock, ssl.SSLSocket)
        assert visitor.sock.version() == "TLSv1.3"
        visitor.close()


def test_every_word_but_none_announces_or_has_a_file() -> None:
    for word in client_hosts.WORDS:
        announced = client_hosts.srv_records(word)
        assert bool(announced) == (word not in ("none", "by-file"))
        assert all(value.endswith(f" clients-{word}.mailhost.nl.") for _, value in announced)


def test_the_file_names_the_good_server() -> None:
    assert client_hosts.HOSTS["good"].host in client_hosts.file()
