"""Greets as the mail server of a company does (RFC 5321), with STARTTLS (RFC 3207) where it has it. Takes no mail."""

import asyncio
import contextlib
import ssl

_PATIENCE_S = 10.0
_MAX_LINE_BYTES = 512  # RFC 5321, section 4.5.3.1.4
_REPLIES = {
    "NOOP": "250 2.0.0 Ok",
    "RSET": "250 2.0.0 Ok",
    "MAIL": "550 5.7.1 A demonstration takes no mail",
    "RCPT": "503 5.5.1 No sender",
    "DATA": "503 5.5.1 No sender",
    "VRFY": "252 2.1.5 No names are told",
}


async def start_mail_server(
    host: str, *, context: ssl.SSLContext | None = None, address: str = "127.0.0.1"
) -> asyncio.Server:
    """A server at one free port that calls itself `host`. Without a `context` it does not offer STARTTLS."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, TimeoutError, ValueError):
            async with asyncio.timeout(_PATIENCE_S):
                await _converse(reader, writer, host, context)
        writer.close()

    return await asyncio.start_server(serve, address, 0, limit=_MAX_LINE_BYTES)


async def _converse(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, context: ssl.SSLContext | None
) -> None:
    await _say(writer, f"220 {host} ESMTP demo")
    encrypted = False
    while line := await reader.readline():
        verb = line.decode("ascii", "replace").strip().partition(" ")[0].upper()
        if verb == "QUIT":
            await _say(writer, f"221 2.0.0 {host} closes")
            return
        if verb == "EHLO":
            offers = ["STARTTLS"] if context and not encrypted else []
            await _say(writer, *_list(250, [host, "8BITMIME", "PIPELINING", *offers]))
        elif verb == "HELO":
            await _say(writer, f"250 {host}")
        elif verb == "STARTTLS" and context and not encrypted:
            await _say(writer, "220 2.0.0 Begin")
            await writer.start_tls(context)
            encrypted = True
        else:
            await _say(writer, _REPLIES.get(verb, "502 5.5.2 Not understood"))


def _list(code: int, lines: list[str]) -> list[str]:
    return [f"{code}-{line}" for line in lines[:-1]] + [f"{code} {lines[-1]}"]


async def _say(writer: asyncio.StreamWriter, *lines: str) -> None:
    writer.write("".join(f"{line}\r\n" for line in lines).encode("ascii"))
    await writer.drain()
