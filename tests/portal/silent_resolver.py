"""A name server that listens and never answers: scans that ask it take as long as patience lasts."""

import contextlib
import socket
from collections.abc import Iterator


@contextlib.contextmanager
def silent_resolver() -> Iterator[str]:
    """Its address and port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{sock.getsockname()[1]}"
