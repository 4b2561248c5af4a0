"""A web server with SSL 3.0 up to TLS 1.2, by tlslite-ng: no OpenSSL of today speaks SSL 3.0.

Usage: python -m lab.odd.legacy_tls
"""

import json
import socket
import threading
from pathlib import Path

from tlslite.api import HandshakeSettings, TLSConnection, X509CertChain, parsePEMKey  # type: ignore[import-untyped]
from tlslite.errors import BaseTLSException  # type: ignore[import-untyped]
from tlslite.mathtls import RFC2409_GROUP2  # type: ignore[import-untyped]

from lab import addresses, sites
from lab.odd.answers import OddSite, good_answer, path_of, site_of
from lab.places import SITE, STATE

_CERTIFICATES = Path(SITE) / "certificates"
_PAGE = sites.page("good").encode()
_PATIENCE_S = 10


def main() -> None:
    """Serve the companies with `tls: legacy`, until killed."""
    entries = json.loads(Path(SITE, "odd.json").read_text())["sites"]
    known = [OddSite(domain, **entry) for domain, entry in entries.items() if entry["fault"] == "none"]
    ready = Path(STATE, "ready", "legacy-tls")
    if not known:
        ready.touch()
        return
    server = _LegacyServer(known)
    threads = [
        threading.Thread(target=server.listen, args=(address, family))
        for address, family in zip(addresses.LEGACY_TLS, (socket.AF_INET, socket.AF_INET6), strict=True)
    ]
    for thread in threads:
        thread.start()
    ready.touch()
    for thread in threads:
        thread.join()


class _LegacyServer:
    def __init__(self, known: list[OddSite]) -> None:
        self._known = known
        self._settings = HandshakeSettings()
        self._settings.minVersion, self._settings.maxVersion = (3, 0), (3, 3)
        self._settings.cipherNames = ["aes128gcm", "aes128", "3des", "rc4"]
        self._settings.macNames = ["aead", "sha256", "sha", "md5"]
        self._settings.keyExchangeNames = ["ecdhe_rsa", "dhe_rsa", "rsa"]
        self._settings.useEncryptThenMAC = False
        self._settings.dhParams = RFC2409_GROUP2  # 1024 bits
        self._chains = {site.domain: self._chain(site.domain) for site in known}
        key = (_CERTIFICATES / f"{known[0].domain}.key").read_text()
        self._key = parsePEMKey(key, private=True)  # all RSA certificates of the lab share it

    def listen(self, address: str, family: socket.AddressFamily) -> None:
        listener = socket.create_server((address, 443), family=family, backlog=128)
        while True:
            threading.Thread(target=self._serve, args=(listener.accept()[0],), daemon=True).start()

    def _chain(self, domain: str) -> X509CertChain:
        chain = X509CertChain()
        chain.parsePemList((_CERTIFICATES / f"{domain}.pem").read_text())
        return chain

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(_PATIENCE_S)
            try:
                hello = connection.recv(4096, socket.MSG_PEEK)
                # The name stands in the hello as plain text; tlslite asks for the certificate before reading it.
                domain = next((name for name in self._chains if name.encode() in hello), self._known[0].domain)
                tls = TLSConnection(connection)
                tls.handshakeServer(certChain=self._chains[domain], privateKey=self._key, settings=self._settings)
                head = bytes(tls.recv(4096)).decode("latin-1")
                if head:
                    tls.sendall(good_answer(site_of(self._known, head), path_of(head), _PAGE))
                tls.close()
            except (OSError, BaseTLSException):
                return  # the visitor left, or asked for what even this server does not have


if __name__ == "__main__":
    main()
