"""Mail hosts that agree on keys in weak or ageing ways, by tlslite-ng: it lets one choose every group by itself."""

import ipaddress
import socket
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tlslite.api import HandshakeSettings, TLSConnection, X509CertChain, parsePEMKey  # type: ignore[import-untyped]
from tlslite.errors import BaseTLSException  # type: ignore[import-untyped]

_PATIENCE_S = 10
# By the word `tls` of variants.yaml: the newest version, the curves, and the finite fields of TLS 1.3.
_GROUPS: Mapping[str, tuple[tuple[int, int], list[str], list[str]]] = {
    "secp224r1": ((3, 3), ["secp256r1", "secp224r1"], []),
    "secp192r1": ((3, 3), ["secp256r1", "secp192r1"], []),
    "ffdhe2048": ((3, 4), ["secp256r1"], ["ffdhe2048"]),
}


def start(entries: Iterable[Mapping[str, Any]], certificates: Path) -> None:
    """Listen on port 25 of every host in `entries`, as generate.py writes them, in threads of their own."""
    for entry in entries:
        host = _Host(entry, certificates)
        for address in entry["listen"]:
            threading.Thread(target=host.listen, args=(address, 25), daemon=True).start()


class _Host:
    def __init__(self, entry: Mapping[str, Any], certificates: Path) -> None:
        self._name = str(entry["host"])
        self._settings = settings(str(entry["tls"]))
        self._chain = X509CertChain()
        self._chain.parsePemList((certificates / f"{entry['name']}.pem").read_text())
        self._key = parsePEMKey((certificates / f"{entry['name']}.key").read_text(), private=True)

    def listen(self, address: str, port: int) -> None:
        family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET
        listener = socket.create_server((address, port), family=family, backlog=128)
        while True:
            self.visited(listener.accept()[0])

    def visited(self, connection: socket.socket) -> None:
        """Serve one visitor beside the others."""
        threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(_PATIENCE_S)
            try:
                self._talk(connection)
            except (OSError, BaseTLSException):
                return  # the visitor left, or would not agree on any group

    def _talk(self, connection: socket.socket) -> None:
        """Greeting, EHLO and STARTTLS, then TLS until the visitor says goodbye."""
        connection.sendall(f"220 {self._name} ESMTP\r\n".encode())
        for reply in (f"250-{self._name}\r\n250 STARTTLS\r\n", "220 2.0.0 Ready to start TLS\r\n"):
            line = connection.recv(512)
            if not line or line.upper().startswith(b"QUIT"):
                return
            connection.sendall(reply.encode())
        tls = TLSConnection(connection)
        tls.handshakeServer(certChain=self._chain, privateKey=self._key, settings=self._settings)
        tls.read(512)
        tls.close()


def settings(word: str) -> HandshakeSettings:
    """What such a host agrees to: strong suites, and the groups that the word stands for."""
    newest, curves, fields = _GROUPS[word]
    made = HandshakeSettings()
    made.minVersion, made.maxVersion = (3, 3), newest
    made.cipherNames, made.macNames, made.keyExchangeNames = ["aes256gcm", "aes128gcm"], ["aead"], ["ecdhe_rsa"]
    made.eccCurves, made.dhGroups, made.keyShares = curves, fields, ["secp256r1"]
    made.defaultCurve = "secp256r1"
    return made
