"""The process that answers browsers: Granian with our WSGI application."""

import argparse

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from weerbaar.portal.serve.lifeline import hold_lifeline

# Each thread waits for the database or for Typst now and then; more of them would only stand in a row.
_THREADS = 4


def main() -> None:
    """Serve until told to stop. Without an access log: paths hold the secrets of private links."""
    parser = argparse.ArgumentParser(prog="python -m weerbaar.portal.serve.web", description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    chosen = parser.parse_args()
    hold_lifeline()
    Granian(
        "weerbaar.portal.config.wsgi:application",
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        blocking_threads=_THREADS,
        log_access=False,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()


if __name__ == "__main__":
    main()
