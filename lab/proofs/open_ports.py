"""Proofs about services that companies left open, by plain sockets and curl: what each says when spoken to."""

import socket
from collections.abc import Iterator
from functools import partial

from lab.odd.services import SERVICES
from lab.proofs.proof import Proof
from lab.proofs.tools import records, run
from lab.table import Company

# What is said, in hexadecimal, and what must come back: written from the protocols, not from what the scanner says.
_DIALOGUES: dict[str, tuple[str, str]] = {
    "ssh": ("", r"^SSH-2\.0-OpenSSH_9\.2p1 Debian"),
    "ssh-kept": ("", r"^SSH-2\.0-OpenSSH_8\.7\r"),
    "ssh-old": ("", r"^SSH-2\.0-OpenSSH_7\.1\r"),
    "ssh-old-debian": ("", r"^SSH-2\.0-OpenSSH_7\.4p1 Debian-10\+deb9"),
    "rdp": ("030000130ee000000000000100080003000000", r"^\x03\x00\x00\x13\x0e\xd0"),
    "smb": ("00000044fe534d4240000000" + "00" * 60, r"^\x00\x00\x00.\xfeSMB@\x00"),
    "ftp": ("", r"^220 "),
    "telnet": ("", r"^\xff\xfd\x18"),
    "vnc": ("", r"^RFB 003\.008\n$"),
    "mysql": ("", r"^.\x00\x00\x00\x0a8\.4\.3\x00.*mysql_native_password\x00$"),
    "postgresql": ("0000000804d2162f", r"^N$"),
    "mssql": ("1201001a0000000000000b00060100110001ff00000000000002", r"^\x04\x01"),
    "redis": ("50494e470d0a", r"^\+PONG"),
    "mongodb": (
        "340000000100000000000000dd07000000000000001f0000001068656c6c6f000100000002246462000600000061646d696e0000",
        r"^.{12}\xdd\x07\x00\x00.*maxWireVersion\x00\x15",
    ),
    "memcached": ("76657273696f6e0d0a", r"^VERSION 1\."),
    "mqtt": ("100c00044d5154547f02000a0000", r"^\x20\x02\x00\x01$"),
    "silent": ("474554202f20485454502f312e300d0a0d0a", r"^\(nothing\)$"),
}
_PAGES: dict[str, tuple[str, str]] = {
    "elasticsearch": ("http", r'200 OK.*"cluster_name"'),
    "router": ("https", r"200 OK.*<title>pfSense - Login</title>"),
    "nas": ("http", r"200 OK.*<title>archief - Synology DiskStation</title>"),
    "hypervisor": ("https", r"200 OK.*<title>pve1 - Proxmox Virtual Environment</title>"),
}


def proofs(companies: list[Company]) -> Iterator[Proof]:
    """All proofs of this module."""
    for company in companies:
        row, word, domain = company.archetype.id, company.settings.service, company.domain
        if word == "none":
            continue
        port = SERVICES[word].port
        for rdtype in ("A", "AAAA"):
            if word in _PAGES:
                scheme, wanted = _PAGES[word]
                yield Proof(row, f"the page by {rdtype}", partial(_page, scheme, rdtype, domain, port), wanted)
            else:
                hello, wanted = _DIALOGUES[word]
                yield Proof(row, f"port {port} by {rdtype}", partial(_hear, rdtype, domain, port, hello), wanted)


def _page(scheme: str, rdtype: str, domain: str, port: int) -> str:
    family = "-4" if rdtype == "A" else "-6"
    return run("curl", "-sS", "-i", "-L", "-k", family, "-m", "6", f"{scheme}://{domain}:{port}/")


def _hear(rdtype: str, domain: str, port: int, hello: str) -> str:
    try:
        with socket.create_connection((next(iter(records(rdtype, domain)), ""), port), 2) as connection:
            connection.sendall(bytes.fromhex(hello))
            return connection.recv(4096).decode("latin-1") or "(nothing)"
    except TimeoutError:
        return "(nothing)"
    except OSError as error:
        return f"({error})"
