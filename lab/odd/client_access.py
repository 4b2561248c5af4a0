"""Servers for mail programs: IMAP, POP3 and submission, by STARTTLS and by TLS from the first byte. Nobody can log in."""

import asyncio
import ssl
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lab.client_hosts import HOSTS
from lab.odd.listening import context, listen, say

_IMPLICIT = {993: "imap", 995: "pop3", 465: "submission"}
_STARTTLS = {143: "imap", 110: "pop3", 587: "submission"}
_GREETINGS = {"imap": b"* OK IMAP4rev2 ready\r\n", "pop3": b"+OK POP3 ready\r\n", "submission": b"220 lab ESMTP\r\n"}
_NO = {"imap": b"%s BAD not here\r\n", "pop3": b"-ERR not here\r\n", "submission": b"502 5.5.1 Not here\r\n"}
_YES = {"imap": b"%s OK begin\r\n", "pop3": b"+OK begin\r\n", "submission": b"220 2.0.0 begin\r\n"}


async def start(certificates: Path) -> None:
    """Listen for every host that companies announce, but the one that refuses."""
    for host in HOSTS.values():
        if host.word != "refusing":
            await _serve(host.word, list(filter(None, host.addresses)), str(certificates / host.host))


async def start_at_companies(entries: Iterable[Mapping[str, Any]], certificates: Path) -> None:
    """Listen at the companies' own addresses, for the names below them that nobody announces."""
    for entry in entries:
        await _serve(entry["word"], entry["listen"], str(certificates / f"imap.{entry['domain']}"))


async def _serve(word: str, listening: Sequence[str], certificate: str) -> None:
    tls = _context(word, certificate)
    for address in listening:
        for port, protocol in _IMPLICIT.items():
            implicit = None if word in ("plain", "broken") else tls
            await listen(address, port, _Talk(protocol, None), implicit)
        for port, protocol in _STARTTLS.items():
            await listen(address, port, _Talk(protocol, None if word == "plain" else tls))


def _context(word: str, certificate: str) -> ssl.SSLContext:
    made = context(f"{certificate}.pem", f"{certificate}.key")
    if word == "old":
        made.set_ciphers("ALL:!aNULL:@SECLEVEL=0")
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # old is what is wanted here
            made.minimum_version = ssl.TLSVersion.TLSv1
    return made


class _Talk:
    """Serves one connection after another; `tls` is there when STARTTLS may be had."""

    def __init__(self, protocol: str, tls: ssl.SSLContext | None) -> None:
        self._protocol = protocol
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
