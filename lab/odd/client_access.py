"""Servers for mail programs: IMAP, POP3 and submission, by STARTTLS and by TLS from the first byte. Nobody can log in."""

import asyncio
import ssl
import warnings
from pathlib import Path

from lab.client_hosts import HOSTS, ClientHost
from lab.odd.listening import context, listen, say

_IMPLICIT = {993: "imap", 995: "pop3", 465: "submission"}
_STARTTLS = {143: "imap", 110: "pop3", 587: "submission"}
_GREETINGS = {"imap": b"* OK IMAP4rev2 ready\r\n", "pop3": b"+OK POP3 ready\r\n", "submission": b"220 lab ESMTP\r\n"}
_NO = {"imap": b"%s BAD not here\r\n", "pop3": b"-ERR not here\r\n", "submission": b"502 5.5.1 Not here\r\n"}
_YES = {"imap": b"%s OK begin\r\n", "pop3": b"+OK begin\r\n", "submission": b"220 2.0.0 begin\r\n"}


async def start(certificates: Path) -> None:
    """Listen for every host but the one that refuses."""
    for host in HOSTS.values():
        if host.word == "refusing":
            continue
        tls = _context(host, certificates)
        for address in filter(None, host.addresses):
            for port, protocol in _IMPLICIT.items():
                implicit = None if host.word in ("plain", "broken") else tls
                await listen(address, port, _Talk(protocol, host.word, None), implicit)
            for port, protocol in _STARTTLS.items():
                await listen(address, port, _Talk(protocol, host.word, None if host.word == "plain" else tls))


def _context(host: ClientHost, certificates: Path) -> ssl.SSLContext:
    made = context(*(str(certificates / f"{host.host}{ending}") for ending in (".pem", ".key")))
    if host.word == "old":
        made.set_ciphers("ALL:!aNULL:@SECLEVEL=0")
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # old is what is wanted here
            made.minimum_version = ssl.TLSVersion.TLSv1
    return made


class _Talk:
    """Serves one connection after another; `tls` is there when STARTTLS may be had."""

    def __init__(self, protocol: str, word: str, tls: ssl.SSLContext | None) -> None:
        self._protocol = protocol
        self._word = word
        self._tls = tls

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await say(writer, _GREETINGS[self._protocol])
        while line := await reader.readline():
            tag, _, command = line.strip().partition(b" ") if self._protocol == "imap" else (b"", b"", line.strip())
            verb = command.split(b" ")[0].upper()
            if verb in (b"QUIT", b"LOGOUT"):
                return
            if verb == b"EHLO":
                last = b"250 STARTTLS\r\n" if self._tls else b"250 SIZE 1000\r\n"
                await say(writer, b"250-lab\r\n" + last)
            elif verb in (b"STARTTLS", b"STLS") and self._tls:
                await say(writer, _tagged(_YES[self._protocol], tag))
                await writer.start_tls(self._tls)
                return
            else:
                await say(writer, _tagged(_NO[self._protocol], tag))


def _tagged(reply: bytes, tag: bytes) -> bytes:
    return reply % tag if b"%s" in reply else reply
