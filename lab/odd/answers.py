"""Requests and answers of the odd web servers, in the plain text of HTTP/1.1."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class OddSite:
    """One company whose site is odd; `headers` and `security_txt` are what a good site would send."""

    domain: str
    fault: str
    headers: Mapping[str, str]
    security_txt: str


def good_answer(site: OddSite, path: str, body: bytes) -> bytes:
    """A complete answer as a good site gives it: security.txt, or `body` at any other path."""
    kind = "text/html; charset=utf-8"
    if path == "/.well-known/security.txt":
        kind, body = "text/plain; charset=utf-8", site.security_txt.encode()
    length = f"Content-Length: {len(body)}\r\nConnection: close\r\n"
    return f"{head_of(site, kind)}{length}\r\n".encode() + body


def site_of(known: list[OddSite], head: str) -> OddSite:
    """The site that a request is for."""
    host = host_of(head).removeprefix("www.")
    return next((site for site in known if site.domain == host), known[0])


def path_of(head: str) -> str:
    """The path that a request asks for."""
    return head.split(" ")[1] if head.count(" ") > 1 else "/"


def head_of(site: OddSite, kind: str) -> str:
    """The first lines of an answer of this type, with the headers of the site and open for more."""
    headers = "".join(f"{name}: {value}\r\n" for name, value in site.headers.items())
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{headers}"


def host_of(head: str) -> str:
    """The host that a request names, without its port."""
    for line in head.split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "host":
            return value.strip().partition(":")[0]
    return ""


async def read_request(reader: asyncio.StreamReader) -> str:
    """The head of one request."""
    return (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
