"""The certificates of the demonstration are what the table says."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from weerbaar.demo.certificates import Authority, ServerIdentity
from weerbaar.demo.web_server import start_web_server
from weerbaar.demo.website import Page

HOST = "www.proef.example"
DAY = timedelta(days=1)


def now() -> datetime:
    return datetime.now(UTC)


async def shake_hands(identity: ServerIdentity, authority: Authority, folder: Path, version: ssl.TLSVersion) -> bytes:
    """The certificate that a visitor gets who trusts the authority and speaks one version of TLS."""
    (folder / "ca.pem").write_bytes(authority.pem)
    context = ssl.create_default_context(cafile=str(folder / "ca.pem"))
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    server = await start_web_server(lambda host, path: Page(204, ()), context=identity.context)
    port = server.sockets[0].getsockname()[1]
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname=HOST)
        certificate: bytes = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        writer.close()
    finally:
        server.close()
    return certificate


@pytest.mark.parametrize("days", [60, 9])
async def test_a_certificate_is_trusted_and_lasts_as_long_as_told(days: int, tmp_path: Path) -> None:
    authority, identity = Authority.create(now()), ServerIdentity((HOST,), days)
    identity.renew(authority, now())
    der = await shake_hands(identity, authority, tmp_path, ssl.TLSVersion.TLSv1_3)
    left = x509.load_der_x509_certificate(der).not_valid_after_utc - now()
    assert days * DAY < left <= days * DAY + timedelta(hours=12)


async def test_an_expired_certificate_is_refused_by_a_careful_visitor(tmp_path: Path) -> None:
    authority, identity = Authority.create(now()), ServerIdentity((HOST,), days=-3)
    identity.renew(authority, now())
    with pytest.raises(ssl.SSLCertVerificationError, match="certificate has expired"):
        await shake_hands(identity, authority, tmp_path, ssl.TLSVersion.TLSv1_3)


async def test_a_renewed_certificate_keeps_its_key_and_counts_from_the_new_day(tmp_path: Path) -> None:
    authority, identity = Authority.create(now()), ServerIdentity((HOST,), days=9)
    identity.renew(authority, now() - 5 * DAY)
    pinned = identity.tlsa
    identity.renew(authority, now())
    der = await shake_hands(identity, authority, tmp_path, ssl.TLSVersion.TLSv1_3)
    assert x509.load_der_x509_certificate(der).not_valid_after_utc > now() + 9 * DAY
    assert identity.tlsa == pinned


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1 is deprecated:DeprecationWarning")
async def test_only_a_server_that_is_old_on_purpose_takes_tls_1_0(tmp_path: Path) -> None:
    authority = Authority.create(now())
    old, modern = ServerIdentity((HOST,), 60, old_versions=True), ServerIdentity((HOST,), 60)
    for identity in (old, modern):
        identity.renew(authority, now())
    assert await shake_hands(old, authority, tmp_path, ssl.TLSVersion.TLSv1)
    with pytest.raises((ssl.SSLError, ConnectionResetError)):
        await shake_hands(modern, authority, tmp_path, ssl.TLSVersion.TLSv1)


def test_two_logs_promised_to_publish_a_certificate() -> None:
    """Read by another reader than the scanner's."""
    identity = ServerIdentity((HOST,), 60)
    leaf = Authority.create(now()).issue(identity.hosts, identity.key, now() + 60 * DAY)
    promises = leaf.extensions.get_extension_for_class(x509.PrecertificateSignedCertificateTimestamps).value
    assert len({promise.log_id for promise in promises}) == 2
