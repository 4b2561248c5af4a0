"""Hands a report over to a website: one POST to the address that the person gave, and nothing else."""

import http.client
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import certifi

from weerbaar.scanner.facts.observation import Reason, Unobserved

TIMEOUT_S = 20.0
_NEAR = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a report goes. `path` starts with a slash; without `secure` it stays on this device."""

    host: str
    port: int
    path: str
    secure: bool


def read_address(text: str) -> Address | None:
    """The address in this text; None unless it is `https` (or `http` to this device itself), without name and password."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    secure = parts.scheme == "https"
    plain = parts.scheme == "http" and host in _NEAR
    odd = any(not 0x21 <= ord(char) <= 0x7E for char in text.strip())
    if odd or not host or parts.username is not None or parts.fragment or not (secure or plain):
        return None
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return Address(host, port or (443 if secure else 80), path, secure)


def deliver(address: Address, code: str, body: bytes, ca_file: Path | None = None) -> int | Unobserved:
    """The status of the answer. Nobody is followed to another address: what was agreed to is this one.

    The code goes as `Authorization: Bearer`, so that the body is exactly what was shown.
    """
    headers = {
        "Authorization": f"Bearer {code}",
        "Content-Type": "application/json",
        "Connection": "close",
    }
    connection = _connection(address, ca_file)
    try:
        connection.request("POST", address.path, body, headers)
        return connection.getresponse().status
    except TimeoutError:
        return Unobserved(Reason.TIMEOUT)
    except ssl.SSLError:
        return Unobserved(Reason.TLS_FAILED)
    except ConnectionRefusedError:
        return Unobserved(Reason.REFUSED)
    except ConnectionError:
        return Unobserved(Reason.RESET)
    except OSError:
        return Unobserved(Reason.UNREACHABLE)
    except http.client.HTTPException:
        return Unobserved(Reason.PROTOCOL_ERROR)
    finally:
        connection.close()


def _connection(address: Address, ca_file: Path | None) -> http.client.HTTPConnection:
    if not address.secure:
        return http.client.HTTPConnection(address.host, address.port, timeout=TIMEOUT_S)
    # The system's list beside our own: a company may have its own issuer.
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return http.client.HTTPSConnection(address.host, address.port, timeout=TIMEOUT_S, context=context)
