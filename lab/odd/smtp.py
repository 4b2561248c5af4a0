"""Mail servers that stall, refuse or break, and an ordinary one for where postfix cannot run."""

import asyncio
import math
import ssl
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lab.odd.listening import context, listen, say

_SECONDS_PER_LETTER = 5
# How many visits a throttling host takes within how many seconds.
_WELCOME_VISITS, _WELCOME_S = 3, 5.0


@dataclass(frozen=True)
class OddMailHost:
    """One host: `server` is the word of variants.yaml; `tls` is None when STARTTLS is not offered."""

    host: str
    server: str
    tls: ssl.SSLContext | None


async def start(entries: Iterable[dict[str, object]], certificates: Path) -> None:
    """Listen on port 25 of every host in `entries`, as generate.py writes them."""
    for entry in entries:
        tls = None
        if entry["certificate"] is not None:
            chain, key = (str(certificates / f"{entry['name']}{ending}") for ending in (".pem", ".key"))
            tls = context(chain, key, tls=str(entry["tls"]))
        host = OddMailHost(str(entry["host"]), str(entry["server"]), tls)
        listening = entry["listen"]
        assert isinstance(listening, list)
        for address in listening:
            await listen(address, 25, _Greeter(host))


class _Greeter:
    """Serves one connection after another for one host."""

    def __init__(self, host: OddMailHost) -> None:
        self._host = host
        self._visits: deque[float] = deque(maxlen=_WELCOME_VISITS)

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = self._host
        match host.server:
            case "tarpit":
                for letter in f"220-{host.host} is in no hurry\r\n".encode():
                    await say(writer, bytes([letter]))
                    await asyncio.sleep(_SECONDS_PER_LETTER)
            case "busy":
                await say(writer, b"421 4.7.0 Too busy, come back later\r\n")
                return
            case "throttle" if self._is_hasty():
                await say(writer, b"421 4.7.0 You come too often\r\n")
                return
            case "reject":
                await say(writer, b"554 5.7.1 No service for you\r\n")
                return
        await say(writer, f"220 {host.host} ESMTP\r\n".encode())
        while await self._one_command(reader, writer):
            pass

    def _is_hasty(self) -> bool:
        """Whether this visit comes too soon after the last ones; it counts itself."""
        now = time.monotonic()
        oldest = self._visits[0] if len(self._visits) == _WELCOME_VISITS else -math.inf
        self._visits.append(now)
        return now - oldest < _WELCOME_S

    async def _one_command(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one command; False ends the conversation."""
        command = (await reader.readline()).decode("latin-1").strip().upper()
        verb = command.partition(" ")[0]
        if verb in ("", "QUIT"):
            await say(writer, b"221 2.0.0 Bye\r\n")
            return False
        if verb == "EHLO" and self._host.server == "drop":
            writer.transport.abort()
            return False
        if verb == "STARTTLS" and self._host.tls is not None:
            return await self._start_tls(self._host.tls, writer)
        await say(writer, self._reply(verb))
        return True

    def _reply(self, verb: str) -> bytes:
        host = self._host.host
        if verb == "EHLO":
            last = "250-SIZE 10240000\r\n250 STARTTLS" if self._host.tls else "250 SIZE 10240000"
            return f"250-{host}\r\n{last}\r\n".encode()
        if verb == "HELO":
            return f"250 {host}\r\n".encode()
        if verb in ("NOOP", "RSET"):
            return b"250 2.0.0 Ok\r\n"
        return b"502 5.5.1 Not here\r\n"

    async def _start_tls(self, tls: ssl.SSLContext, writer: asyncio.StreamWriter) -> bool:
        if self._host.server == "starttls454":
            await say(writer, b"454 4.7.0 TLS not available just now\r\n")
            return True
        await say(writer, b"220 2.0.0 Ready to start TLS\r\n")
        if self._host.server == "garbage":
            await say(writer, b"250 2.0.0 This is where TLS should have begun\r\n")
            return False
        await writer.start_tls(tls)
        return True
