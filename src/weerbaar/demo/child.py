"""The demonstration as a process beside this one, for as long as it is needed."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weerbaar.demo.__main__ import LIFELINE
from weerbaar.demo.settings import DemoNotRunning, DemoState

_READY_WITHIN_S = 30.0
_LOOK_EVERY_S = 0.02


@contextmanager
def demo_process() -> Iterator[DemoState]:
    """Where the demonstration is. It ends with the block, and with this process, however that ends.

    Raises:
        DemoNotRunning: it did not start.
    """
    with tempfile.TemporaryDirectory(prefix="weerbaar-demo-") as folder:
        state_file = Path(folder) / "state.json"
        reading, writing = os.pipe()
        command = [sys.executable, "-m", "weerbaar.demo", "--state", str(state_file)]
        # In a session of its own: Ctrl-C is for us, and the pipe ends it in our time.
        process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            command, env={**os.environ, LIFELINE: str(reading)}, pass_fds=(reading,), start_new_session=True
        )
        os.close(reading)
        try:
            yield _wait_for(state_file, process)
        finally:
            os.close(writing)
            process.wait()


def _wait_for(state_file: Path, process: subprocess.Popen[bytes]) -> DemoState:
    give_up = time.monotonic() + _READY_WITHIN_S
    while not state_file.is_file():
        if process.poll() is not None or time.monotonic() > give_up:
            raise DemoNotRunning(state_file)
        time.sleep(_LOOK_EVERY_S)
    return DemoState.read(state_file)
