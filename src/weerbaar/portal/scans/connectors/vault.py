"""Keeps the tokens of clouds: what stands in the database is of no use without the key, which is a file of its own."""

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from weerbaar.portal.scans.connectors.words import CloudFault, CloudRefused


def seal(secret: str) -> bytes:
    """The secret as it may be stored (Fernet: AES-128-CBC with HMAC-SHA256).

    Raises:
        CloudRefused: this installation has no key yet.
    """
    return _box().encrypt(secret.encode())


def unseal(sealed: bytes) -> str:
    """The secret.

    Raises:
        CloudRefused: it was sealed with another key, such as that of a backup's former installation.
    """
    try:
        return _box().decrypt(bytes(sealed)).decode()
    except InvalidToken as error:
        raise CloudRefused(CloudFault.REVOKED) from error


def _box() -> Fernet:
    if not settings.TOKEN_KEY:
        raise CloudRefused(CloudFault.NOT_SET_UP)
    return Fernet(settings.TOKEN_KEY)
