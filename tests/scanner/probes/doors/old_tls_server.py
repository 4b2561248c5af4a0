"""A TLS server as they were before RFC 5746: it does not answer the client's word about secure renegotiation."""

import socket
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.scanner.probes.certificates import Chain

with warnings.catch_warnings():
    warnings.simplefilter(
        "ignore", DeprecationWarning
    )  # it also imports asyncore, for a way of serving that is not used
    from tlslite.api import HandshakeSettings, TLSConnection, X509CertChain, parsePEMKey
    from tlslite.constants import CipherSuite, ExtensionType
    from tlslite.errors import BaseTLSException
    from tlslite.messages import ClientHello


class _OldConnection(TLSConnection):  # type: ignore[misc]
    """Overhears what it does not know. The hello itself stays as it was sent, so the handshake can be completed."""

    def _getMsg(self, *arguments: Any, **options: Any) -> Iterator[Any]:  # noqa: N802
        for message in super()._getMsg(*arguments, **options):
            if isinstance(message, ClientHello):
                known = [one for one in message.extensions or [] if one.extType != ExtensionType.renegotiation_info]
                message.extensions = known
                scsv = CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV
                message.cipher_suites = [suite for suite in message.cipher_suites if suite != scsv]
            yield message


@contextmanager
def server_of_2008(shown: Chain) -> Iterator[int]:
    """One visit at a port of loopback, with TLS 1.1 at most. `shown` must have an RSA key."""
    settings = HandshakeSettings()
    settings.minVersion, settings.maxVersion = (3, 1), (3, 2)
    settings.versions = [(3, 2), (3, 1)]
    key = shown.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")
    along = X509CertChain()
    along.parsePemList(
        "".join(
            x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM).decode("ascii") for der in shown.certificates
        )
    )

    def serve() -> None:
        with suppress(OSError, BaseTLSException):
            visitor, _ = listener.accept()
            with visitor:
                visitor.settimeout(5)
                server = _OldConnection(visitor)
                server.handshakeServer(certChain=along, privateKey=parsePEMKey(key, private=True), settings=settings)
                server.recv(1)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            thread.join()
