"""The certificates a server sent, as they came: DER, leaf first."""

import ssl
import sys
from typing import Any, cast


def served_chain(session: ssl.SSLObject) -> tuple[bytes, ...]:
    """The chain of a completed handshake that was made without verification.

    Public from Python 3.13 on. Before, the same method stands on the object below, since 3.10; the only other way
    would be a second TLS library.
    """
    if sys.version_info >= (3, 13):
        return tuple(session.get_unverified_chain())
    inner = cast(Any, session)._sslobj
    return tuple(certificate.public_bytes(ssl._ssl.ENCODING_DER) for certificate in inner.get_unverified_chain())  # type: ignore[attr-defined]
