"""Completes a handshake of our own with a server, for what can only be seen then; nothing is asked of the site itself."""

import asyncio
from typing import Protocol

from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors.dialer import reason_of
from weerbaar.scanner.probes.doors.doors import Dialer, Stream

# After the handshake a server closes at our goodbye; one that does not has said by then what it had to say.
AFTERWARDS_S = 1.0
_READ_BYTES = 16384


class Handshake(Protocol):
    """A handshake as bytes in and bytes out: see `handshake12` and `handshake13`."""

    hello: bytes
    is_complete: bool
    is_over: bool

    def receive(self, data: bytes) -> bytes:
        """Take what came (nothing: the server ended it), and say what is to be sent now."""
        ...


async def complete(dialer: Dialer, address: str, port: int, talk: Handshake, answer_s: float) -> Unobserved | None:
    """Talk until the handshake is over. Why it could not be completed; None when it was."""
    source = f"TLS handshake with [{address}]:{port}"
    stream = await dialer.connect(address, port)
    if isinstance(stream, Unobserved):
        return stream
    try:
        async with asyncio.timeout(answer_s) as limit:
            await _talk(stream, talk, limit)
    except TimeoutError:
        if not talk.is_complete:
            return Unobserved(Reason.TIMEOUT, source)
    except OSError as error:
        if not isinstance(error, ConnectionError):
            return Unobserved(reason_of(error), source)
        talk.receive(b"")
    finally:
        await dialer.close(stream)
    return None if talk.is_complete else Unobserved(Reason.TLS_FAILED, source)


async def _talk(stream: Stream, talk: Handshake, limit: asyncio.Timeout) -> None:
    stream.writer.write(talk.hello)
    while not talk.is_over:
        was_complete = talk.is_complete
        answer = talk.receive(await stream.reader.read(_READ_BYTES))
        if answer:
            stream.writer.write(answer)
        if talk.is_complete and not was_complete:
            limit.reschedule(asyncio.get_running_loop().time() + AFTERWARDS_S)
