"""Exit code 1 when something else listens on this port of this machine: `python scripts/port_is_free.py 8000`."""

import errno
import socket
import sys

try:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(sys.argv[1])))
except OSError as error:
    sys.exit(error.errno == errno.EADDRINUSE)
except (ValueError, OverflowError):
    pass  # no port at all: the command itself says so
