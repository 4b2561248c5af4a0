"""The name server that this machine is told to use."""

import ipaddress
from pathlib import Path

from weerbaar.scanner.probes.doors.settings import Endpoint

RESOLV_CONF = Path("/etc/resolv.conf")
# What resolv.conf(5) says of a file that is absent or names no server.
_DEFAULT = Endpoint("127.0.0.1")


def system_resolver(path: Path = RESOLV_CONF) -> Endpoint:
    """The first usable `nameserver` of the file; the server on this machine when there is none."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return _DEFAULT
    for line in lines:
        words = line.split()
        if len(words) >= 2 and words[0] == "nameserver" and _is_usable(words[1]):
            return Endpoint(words[1])
    return _DEFAULT


def _is_usable(text: str) -> bool:
    """An address without scope: a link-local server needs an interface, which an `Endpoint` does not carry."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text
