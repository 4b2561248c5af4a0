"""Pages on which the owner of a device signs in: as much of them as everybody gets to see."""

import asyncio

from lab.odd.answers import path_of, read_request
from lab.odd.listening import Streams, say

_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{}</title></head>
<body><form method="post"><input name="user"><input name="password" type="password"></form></body></html>
"""


def _panel(title: str, *headers: str, behind: str = "/") -> Streams:
    """A page with this title at the path `behind`; any other path leads there."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = path_of(await read_request(reader))
        body = _PAGE.format(title).encode() if path == behind else b""
        first = "HTTP/1.1 200 OK" if path == behind else f"HTTP/1.1 302 Found\r\nLocation: {behind}"
        lines = [first, *headers, "Content-Type: text/html", f"Content-Length: {len(body)}", "Connection: close"]
        await say(writer, "\r\n".join([*lines, "", ""]).encode() + body)

    return serve


ROUTER = _panel("pfSense - Login", "Server: nginx", "X-Frame-Options: SAMEORIGIN")
NAS = _panel("archief - Synology DiskStation", "Server: nginx", behind="/webman/index.cgi")
HYPERVISOR = _panel("pve1 - Proxmox Virtual Environment", "Server: pve-api-daemon/3.0")
