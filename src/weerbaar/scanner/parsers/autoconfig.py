"""Configuration of mail programs as Thunderbird and others fetch it (config-v1.1.xml).

Source: the description of the format at Mozilla, "Autoconfiguration in Thunderbird"; text not read, from general
knowledge. The file is a stranger's, so only its tags are read: no entities, no document type, nothing fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_CHARACTERS = 65_536
_MOST_SERVERS = 12
_SERVERS = {"incomingserver": ("imap", "pop3"), "outgoingserver": ("smtp",)}
_PARTS = ("hostname", "port", "sockettype")
_SECURITY = {"ssl": "tls", "starttls": "starttls", "plain": "plain"}
# A tag with what stands in it, and the text up to the next; the name ends where its letters do, so nothing is tried twice.
_TAG = re.compile(r"<(/?)([A-Za-z]+)(?![A-Za-z])([^<>]*)>([^<]*)")
_TYPE = re.compile(r"\stype\s?=\s?[\"']([a-z0-9]+)[\"']", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AnnouncedServer:
    """`protocol` is imap, pop3 or submission; `security` is tls, starttls or plain. `host` is lower case."""

    protocol: str
    host: str
    port: int
    security: str


def parse(text: str, domain: str) -> tuple[AnnouncedServer, ...]:
    """The servers in the order of the file; empty for a text that is no such file. `domain` fills its place-holders."""
    found: list[AnnouncedServer] = []
    is_config, protocol, parts = False, "", dict[str, str]()
    for closes, name, inner, content in _tags(text[:LONGEST_CHARACTERS]):
        is_config = is_config or name == "clientconfig"
        if name in _SERVERS and not closes:
            kind = _TYPE.search(inner)
            protocol = kind[1].lower() if kind and kind[1].lower() in _SERVERS[name] else ""
            parts = {}
        elif name in _PARTS and not closes:
            parts.setdefault(name, content.strip()[:255])  # a second value would be a choice that we do not make
        elif name in _SERVERS and is_config and protocol:
            server = _server(protocol, parts, domain)
            found += [server] if server else []
            protocol = ""
    return tuple(found[:_MOST_SERVERS])


def _tags(text: str) -> Iterator[tuple[bool, str, str, str]]:
    """Whether it closes, name, inside and following text of each tag; comments are left out."""
    first, *others = text.split("<!--")
    visible = first + "".join(part.partition("-->")[2] for part in others)
    for match in _TAG.finditer(visible):
        yield match[1] == "/", match[2].lower(), match[3], match[4]


def _server(protocol: str, parts: dict[str, str], domain: str) -> AnnouncedServer | None:
    host = parts.get("hostname", "").replace("%EMAILDOMAIN%", domain).rstrip(".").lower()
    port, security = parts.get("port", ""), _SECURITY.get(parts.get("sockettype", "").lower(), "")
    if not host or not security or not (port.isascii() and port.isdigit() and len(port) <= 5):
        return None
    return AnnouncedServer("submission" if protocol == "smtp" else protocol, host, int(port), security)
