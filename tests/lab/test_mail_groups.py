"""Mail hosts that agree on keys in weak or ageing ways do so with a visitor who offers nothing else."""

import smtplib
import socket
import ssl
import threading
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lab.certificates import CertificateStore

with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # tlslite-ng imports a module that will go
    from lab.odd import mail_groups


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificates")
    CertificateStore(folder, datetime.now(UTC)).issue("mx", ["localhost"], use_rsa=True)
    return folder


@pytest.fixture
def port(request: pytest.FixtureRequest, certificates: Path) -> Iterator[int]:
    host = mail_groups._Host({"host": "mail.test", "name": "mx", "tls": request.param}, certificates)

    def serve() -> None:
        while True:
            try:
                host.visited(listener.accept()[0])
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def agreed(port: int, curve: str = "") -> str:
    """The version that a visitor gets who offers this curve alone, or all that the library has."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    if curve:
        context.maximum_version = ssl.TLSVersion.TLSv1_2  # TLS 1.3 knows neither of the odd curves
        context.set_ecdh_curve(curve)
    with smtplib.SMTP("127.0.0.1", port, local_hostname="test", timeout=10) as visitor:
        visitor.starttls(context=context)
        assert isinstance(visitor.sock, ssl.SSLSocket)
        return visitor.sock.version() or ""


@pytest.mark.parametrize(
    ("port", "curve"), [("secp224r1", "secp224r1"), ("secp192r1", "prime192v1")], indirect=["port"]
)
def test_a_host_takes_the_curve_that_it_is_named_after_and_a_good_one(port: int, curve: str) -> None:
    assert agreed(port, curve) == agreed(port, "prime256v1") == agreed(port) == "TLSv1.2"


@pytest.mark.parametrize("port", ["ffdhe2048"], indirect=True)
def test_a_host_with_a_finite_field_speaks_tls13(port: int) -> None:
    assert agreed(port) == "TLSv1.3"
    assert mail_groups.settings("ffdhe2048").dhGroups == ["ffdhe2048"]
