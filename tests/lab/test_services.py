"""Open services speak the first lines of their protocol, and are recognised by what the scanner says to them."""

import asyncio

import pytest

from lab.odd.listening import Streams
from lab.odd.services import SERVICES
from lab.table import CHOICES
from weerbaar.scanner.parsers import device_pages
from weerbaar.scanner.parsers.service_greetings import recognise
from weerbaar.scanner.probes.open_services import ports

PROTOCOLS = {word: word for word in ("rdp", "smb", "ftp", "telnet", "vnc", "mysql", "postgresql", "mssql", "redis")}
PROTOCOLS |= {word: word for word in ("mongodb", "elasticsearch", "memcached", "mqtt")}
PROTOCOLS |= dict.fromkeys((word for word in SERVICES if word.startswith("ssh")), "ssh")
DEVICES = {"router": "pfSense", "nas": "Synology DiskStation", "hypervisor": "Proxmox"}


async def hear(serve: Streams, *messages: bytes) -> bytes:
    """What a service says on loopback: at first, or after each message."""

    async def one_visitor(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except (OSError, EOFError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(one_visitor, "127.0.0.1", 0)
    heard = b""
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
        for message in messages:
            writer.write(message)
            heard += await asyncio.wait_for(reader.read(4096), 5)
        writer.close()
    return heard


def test_every_word_of_the_table_has_its_server() -> None:
    assert set(CHOICES["service"]) == {"none", *SERVICES}
    assert set(SERVICES) == {*PROTOCOLS, *DEVICES, "silent"}


@pytest.mark.parametrize("word", PROTOCOLS)
async def test_the_scanner_knows_it_by_its_greeting_at_a_port_of_its_list(word: str) -> None:
    port = next(port for port in ports() if port.number == SERVICES[word].port)
    assert PROTOCOLS[word] in port.protocols
    greeting = recognise(PROTOCOLS[word], await hear(SERVICES[word].serve, port.hello))
    assert greeting is not None
    assert greeting.protocol == PROTOCOLS[word]


@pytest.mark.parametrize("word", DEVICES)
async def test_a_panel_is_known_by_its_page(word: str) -> None:
    first = await hear(SERVICES[word].serve, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    if b"Location: " in first:
        path = first.partition(b"Location: ")[2].partition(b"\r\n")[0]
        first = await hear(SERVICES[word].serve, b"GET %b HTTP/1.1\r\nHost: x\r\n\r\n" % path)
    head, _, body = first.decode().partition("\r\n\r\n")
    pairs = [line.partition(": ")[::2] for line in head.split("\r\n")[1:]]
    device = device_pages.recognise([(name, value) for name, value in pairs], body)
    assert device is not None
    assert device.name == DEVICES[word]
