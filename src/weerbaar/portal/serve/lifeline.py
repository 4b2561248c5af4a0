"""How a child process notices that its parent is gone."""

import os
import signal
import threading
from collections.abc import Callable

LIFELINE = "WEERBAAR_LIFELINE_FD"


def _end_politely() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def hold_lifeline(on_loss: Callable[[], None] = _end_politely) -> None:
    """Wait beside everything else until the parent's end of the pipe closes. Without a parent there is nothing to wait for."""
    number = os.environ.pop(LIFELINE, "")
    if not number:
        return

    def wait() -> None:
        os.read(int(number), 1)
        on_loss()

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
